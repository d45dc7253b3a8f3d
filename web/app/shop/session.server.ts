import { redirect } from 'react-router';
import { get, Refusal } from './api.server';
import { cookieOf, SESSION_COOKIE } from './cookies.server';
import type { User } from './shapes';

/** Who visits: null for nobody, also when the session has ended or nobody can say. */
export async function visitor(request: Request): Promise<User | null> {
  if (!cookieOf(request, SESSION_COOKIE)) return null;
  try {
    return (await get<{ user: User }>(request, '/session')).user;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** Who visits; somebody who is not signed in is sent to the sign-in page, and comes back from there. */
export async function member(request: Request): Promise<User> {
  const user = await visitor(request);
  if (user) return user;
  const { pathname, search } = new URL(request.url);
  throw redirect(`/sign-in?${new URLSearchParams({ to: pathname + search })}`);
}

/** A path of our own to go on to after a form; never another site's address. */
export function safePath(wanted: unknown, otherwise = '/'): string {
  const path = String(wanted ?? '');
  if (!/^\/(?![/\\])/.test(path)) return otherwise;
  const url = new URL(path, 'http://shop');
  return url.host === 'shop' ? url.pathname + url.search : otherwise;
}
