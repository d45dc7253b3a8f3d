import { redirect } from 'react-router';
import { get, orErrorPage, Refusal } from './api.server';
import type { User } from './api-types';
import { cookieOf, SESSION_COOKIE } from './cookies.server';
import { pageAddress } from './return-address';
import { keepUnsent, type Typed } from './unsent.server';

/** Who visits, and the language that they have chosen on any device. */
export interface Visit {
  user: User;
  chosenLanguage: 'en' | 'ru' | null;
}

/** Who visits, with their language: null for nobody, as `visitor`. */
export async function visitOf(request: Request): Promise<Visit | null> {
  return visited(request).catch((error: unknown) => {
    if (error instanceof Refusal) return null;
    throw error;
  });
}

/** Who visits: null for nobody, also when the session has ended or nobody can say. */
export async function visitor(request: Request): Promise<User | null> {
  return (await visitOf(request))?.user ?? null;
}

/**
 * Who visits; somebody who is not signed in is sent to the sign-in page, and comes back from there. What a form has
 * brought waits for them on its page when it is given as `typed`: no passwords. Where nobody can say who it is, a page
 * says so, and a form throws the Refusal, for what was typed shall stay where it is.
 */
export async function member(request: Request, typed?: Typed): Promise<User> {
  const asked = named(request);
  const user = await (request.method === 'POST' ? asked : orErrorPage(asked));
  if (user) return user;
  throw toSignIn(request, typed);
}

/** Who visits, or null for whoever never signed in; whose session has ended is sent to sign in again, and comes back. */
export async function memberOrGuest(request: Request): Promise<User | null> {
  const user = await orErrorPage(named(request));
  if (!user && hasSession(request)) throw toSignIn(request);
  return user;
}

/** Whether this browser was signed in, and the session has ended: by another device, or by its age. */
export async function hasEnded(request: Request): Promise<boolean> {
  return hasSession(request) && (await named(request).catch(() => undefined)) === null;
}

function hasSession(request: Request): boolean {
  return cookieOf(request, SESSION_COOKIE) !== undefined;
}

/** Who visits; null for nobody. Throws the Refusal when nobody can say. */
async function named(request: Request): Promise<User | null> {
  return (await visited(request))?.user ?? null;
}

async function visited(request: Request): Promise<Visit | null> {
  if (!hasSession(request)) return null;
  try {
    return await get<Visit>(request, '/session');
  } catch (error) {
    if (error instanceof Refusal && error.status === 401) return null;
    throw error;
  }
}

function toSignIn(request: Request, typed?: Typed): Response {
  const page = pageAddress(new URL(request.url));
  const headers = typed ? keepUnsent(request, page, typed) : [];
  return redirect(`/sign-in?${new URLSearchParams({ to: page })}`, { headers });
}
