import { cookieOf, keepCookie, type SetCookie } from './cookies.server.ts';

const DONE = 'sagashop_done';
const KEPT = 60; // seconds: the page that tells it comes at once

/**
 * Notes for the page that comes next what was done, in a cookie: an address could say so to anybody, at any time. The
 * note has only what may stand in a cookie.
 */
export function noteDone(request: Request, note: string): SetCookie {
  return keepCookie(request, DONE, note, KEPT);
}

/** What was noted a moment ago, to be told once, and what has the browser forget it. Anybody can write a cookie. */
export function takeDone(request: Request): { done: string; headers: SetCookie[] } {
  const done = cookieOf(request, DONE) ?? '';
  return { done, headers: done === '' ? [] : [keepCookie(request, DONE, '', 0)] };
}
