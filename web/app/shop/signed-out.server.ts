import { cookieOf, keepCookie } from './cookies.server';

const SIGNED_OUT = 'sagashop_signed_out';
const KEPT = 15 * 60; // seconds

/** Has a browser forget the pages that it keeps, never the cookies: carts and unsent work are in them. */
export const FORGET_PAGES: [string, string] = ['clear-site-data', '"cache"'];

/** Notes that somebody has signed out here: who goes back to a page of theirs is told why it asks for a password. */
export function noteSignOut(request: Request): [string, string] {
  return keepCookie(request, SIGNED_OUT, '1', KEPT);
}

export function hasSignedOut(request: Request): boolean {
  return cookieOf(request, SIGNED_OUT) !== undefined;
}

export function forgetSignOut(request: Request): [string, string][] {
  return hasSignedOut(request) ? [keepCookie(request, SIGNED_OUT, '', 0)] : [];
}
