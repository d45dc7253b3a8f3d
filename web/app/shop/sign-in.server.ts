import { ask, Refusal } from './api.server';
import type { User } from './api-types';
import { cartAtSignIn } from './cart.server';
import { draftAtSignIn, hasDraft } from './draft.server';
import { visitor } from './session.server';
import { forgetSignOut } from './signed-out.server';
import { unsentAtSignIn } from './unsent.server';

export interface SignedIn {
  user: User;
  /** The token of the session that has begun. */
  session: string;
  /** The session, and all that waits in this browser for whoever has signed in. */
  cookies: [string, string][];
}

interface Words {
  username: string;
  password: string;
}

/** Signs somebody in, and takes along cart, checkout and what they have typed. Throws the API's Refusal. */
export async function signIn(request: Request, { username, password }: Words): Promise<SignedIn> {
  const body = { username, password };
  // Asked first: signing in ends the session that the browser had.
  const before = hasDraft(request) ? await visitor(request) : null;
  const signed = await ask<{ token: string; user: User }>(request, '/session', { method: 'POST', body });
  const { token: session, user } = signed.body;
  const cookies = [
    ...signed.setCookies,
    ...cartAtSignIn(request, user.id),
    ...draftAtSignIn(request, user.id, session, before),
    ...unsentAtSignIn(request, user.id, session),
    ...forgetSignOut(request),
  ];
  return { user, session, cookies };
}

interface NewAccount {
  email: string;
  password: string;
  language: string;
}

/**
 * Makes an account and signs in. Sent twice it makes one: who knows the password of the account that is there is signed
 * in, and everybody else is told that it is taken. Throws the API's Refusal.
 */
export async function signUp(request: Request, wish: NewAccount): Promise<SignedIn> {
  const { email: username, password } = wish;
  const body = { ...wish, username: null };
  const taken = await ask(request, '/users', { method: 'POST', body }).then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof Refusal && TAKEN.has(error.code)) return error;
      throw error;
    },
  );
  return signIn(request, { username, password }).catch((error: unknown) => {
    throw taken && error instanceof Refusal && error.code === 'wrong_credentials' ? taken : error;
  });
}

const TAKEN = new Set(['username_taken', 'email_taken']);
