import { cartOf } from './cart.server.ts';
import { cookieOf, keepCookie, type SetCookie } from './cookies.server.ts';
import type { FormState } from './form';
import { pageAddress } from './return-address.ts';
import { opened, sealed, sessionOf } from './sealed.server.ts';

const UNSENT = 'sagashop_unsent';
const KEPT = 30 * 60; // seconds
const LONGEST = 3_000; // letters of a cookie; what is longer has to be typed again

/** What a form has brought, by the names of its fields. */
export type Typed = Record<string, string>;

interface Unsent {
  /** Whose form it was, as far as this browser knows. */
  owner: string | null;
  page: string;
  typed: Typed;
}

/** Has the browser keep a form of a page for whose sender the session has ended, until they have signed in again. */
export function keepUnsent(request: Request, page: string, typed: Typed): SetCookie[] {
  const session = sessionOf(request);
  if (!session) return [];
  return kept(request, session, { owner: cartOf(request).owner, page, typed });
}

/** What waits on this page for its member, as a form that has come back; and the headers that end the waiting. */
export function unsentOn(request: Request): { unsent: FormState | null; headers: SetCookie[] } {
  const found = read(request);
  const page = pathOf(pageAddress(new URL(request.url)));
  if (!found || pathOf(found.page) !== page) return { unsent: null, headers: [] };
  const unsent: FormState = { problem: 'form.unsent', fields: {}, typed: found.typed };
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

function kept(request: Request, session: string, unsent: Unsent): SetCookie[] {
  const value = sealed(session, UNSENT, JSON.stringify(unsent));
  return value.length > LONGEST ? [] : [keepCookie(request, UNSENT, value, KEPT)];
}

function read(request: Request): Unsent | undefined {
  const [session, value] = [sessionOf(request), cookieOf(request, UNSENT)];
  const text = session && value && opened(session, UNSENT, value);
  return text ? (JSON.parse(text) as Unsent) : undefined;
}

function pathOf(page: string): string {
  return page.split('?', 1)[0]!;
}
