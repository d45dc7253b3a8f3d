import { ask, Refusal } from './api.server';
import { cartAtSignIn } from './cart.server';
import type { FormState } from './form';
import { visitor } from './session.server';
import type { User } from './shapes';

export interface Contact {
  user: User;
  cookies: [string, string][];
}

/**
 * Who orders: the member who is signed in, with what they have told anew, or whoever makes an account on the way.
 * Sent twice it makes one account: the second time it signs in. Throws the API's Refusal.
 */
export async function contactFrom(
  request: Request,
  { typed }: FormState,
  password: string,
  language: string,
): Promise<Contact> {
  const name = {
    firstName: typed['firstName'] ?? '',
    lastName: typed['lastName'] ?? '',
    phone: typed['phone'] ?? '',
  };
  const member = await visitor(request);
  if (member) {
    const same = Object.entries(name).every(
      ([key, value]) => (member[key as keyof typeof name] ?? '') === value,
    );
    if (!same) await ask(request, '/users/me', { method: 'PATCH', body: name });
    return { user: member, cookies: [] };
  }
  const username = typed['username'] ?? '';
  const body = { ...name, username, email: typed['email'], password, language };
  const taken = await ask(request, '/users', { method: 'POST', body }).then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof Refusal && error.code === 'username_taken') return error;
      throw error;
    },
  );
  try {
    const signed = await ask<{ user: User }>(request, '/session', {
      method: 'POST',
      body: { username, password },
    });
    const { user } = signed.body;
    return { user, cookies: [...signed.setCookies, ...cartAtSignIn(request, user.id)] };
  } catch (error) {
    throw taken ?? error;
  }
}
