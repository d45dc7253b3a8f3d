import { randomBytes } from 'node:crypto';
import { cartOf } from './cart.server.ts';
import { cookieOf, keepCookie, type SetCookie } from './cookies.server.ts';
import type { FormState } from './form';
import { pageAddress } from './return-address.ts';
import { opened, sealed, sessionOf } from './sealed.server.ts';

const UNSENT = 'sagashop_unsent';
const KEPT = 30 * 60; // seconds
const LONGEST = 3_000; // letters of a cookie; what is longer has to be typed again
const KEY = 32; // bytes
const SIGNED_OUT = { problem: 'form.unsent' } as const;

/** What a form has brought, by the names of its fields. */
export type Typed = Record<string, string>;

interface Unsent {
  /** Whose form it was, as far as this browser knows. */
  owner: string | null;
  page: string;
  typed: Typed;
  /** Whether it was never sent, because its sender went to sign in first. */
  early?: true;
}

/** Has the browser keep a form of a page for whose sender the session has ended, until they have signed in again. */
export function keepUnsent(request: Request, page: string, typed: Typed): SetCookie[] {
  const session = sessionOf(request);
  if (!session) return [];
  return kept(request, session, { owner: cartOf(request).owner, page, typed });
}

/**
 * Has the browser keep what is filled in of a form whose sender goes to sign in first. Somebody without a session has no key to
 * seal it with: one of its own stands before it, and goes with it when they sign in.
 */
export function keepEarly(request: Request, page: string, typed: Typed): SetCookie[] {
  const filled = Object.fromEntries(Object.entries(typed).filter(([, text]) => text !== ''));
  const unsent = { owner: cartOf(request).owner, page, typed: filled, early: true as const };
  const session = sessionOf(request);
  return session
    ? kept(request, session, unsent)
    : kept(request, randomBytes(KEY).toString('hex'), unsent, true);
}

/** What waits on this page for its member, as a form that has come back; and the headers that end the waiting. */
export function unsentOn(request: Request): { unsent: FormState | null; headers: SetCookie[] } {
  const found = read(request);
  const page = pathOf(pageAddress(new URL(request.url)));
  if (!found || pathOf(found.page) !== page) return { unsent: null, headers: [] };
  const unsent: FormState = { fields: {}, typed: found.typed, ...(!found.early && SIGNED_OUT) };
  return { unsent, headers: [keepCookie(request, UNSENT, '', 0)] };
}

/** At a sign-in: what waits for this member goes on waiting under the new session; another's is thrown away. */
export function unsentAtSignIn(request: Request, user: string, session: string): SetCookie[] {
  if (cookieOf(request, UNSENT) === undefined) return [];
  const found = read(request);
  const theirs = found && (found.owner === null || found.owner === user);
  return theirs ? kept(request, session, found) : [keepCookie(request, UNSENT, '', 0)];
}

/** Takes away what waits, for the next visitor shall not read it. */
export function dropUnsent(request: Request): SetCookie {
  return keepCookie(request, UNSENT, '', 0);
}

function kept(request: Request, key: string, unsent: Unsent, withKey = false): SetCookie[] {
  const text = sealed(key, UNSENT, JSON.stringify(unsent));
  const value = withKey ? `${key}.${text}` : text;
  return value.length > LONGEST ? [] : [keepCookie(request, UNSENT, value, KEPT)];
}

function read(request: Request): Unsent | undefined {
  const [value = '', own] = (cookieOf(request, UNSENT) ?? '').split('.').reverse();
  const key = own ?? sessionOf(request);
  const text = key && opened(key, UNSENT, value);
  return text ? (JSON.parse(text) as Unsent) : undefined;
}

function pathOf(page: string): string {
  return page.split('?', 1)[0]!;
}
