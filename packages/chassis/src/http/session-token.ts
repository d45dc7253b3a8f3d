import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { cookieValue } from './cookies.ts';

/** The cookie in which a browser carries its session token; over https its name is longer (see `cookieName`). */
export const SESSION_COOKIE = 'sagashop_session';

/** 32 random bytes as base64url: nothing else is ever looked up, however long a header is. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/**
 * The session token of a request: from `Authorization: Bearer` when that header stands, else from the
 * cookie. Null when there is none, or one that no session can have.
 */
export function sessionToken(request: { headers: IncomingHttpHeaders }): string | null {
  const { authorization, cookie } = request.headers;
  const given = authorization
    ? /^Bearer +(\S+) *$/i.exec(authorization)?.[1]
    : cookieValue(cookie, SESSION_COOKIE);
  return given && TOKEN.test(given) ? given : null;
}

/** Whether a browser has sent a session along, as it does for whatever page asks it to. */
export function bringsSession({ cookie }: IncomingHttpHeaders): boolean {
  return cookieValue(cookie, SESSION_COOKIE) !== undefined;
}

/** What is kept of a token: its SHA-256 in hex. The token itself is nowhere but with its owner. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
