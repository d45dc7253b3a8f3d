import { ask } from './api.server';
import type { User } from './api-types';
import { cartOf, keepCart } from './cart.server';
import type { SetCookie } from './cookies.server';
import type { FormState } from './form';
import { keyFor } from './key.server';
import { visitor } from './session.server';
import { forgetSignOut } from './signed-out.server';

export interface Contact {
  user: User;
  cookies: SetCookie[];
  /** The session that has begun just now; none for whoever had one before. */
  session?: string;
}

/**
 * What is wrong with what somebody tells of themselves, by its fields in their order, so that it is said with all else;
 * whether an address or a number is one in every particular is for the API to say.
 */
export function wrongContact(typed: Record<string, string>): FormState['fields'] {
  const { email, firstName, phone } = typed;
  return {
    ...(email === '' && { email: 'error.required' as const }),
    ...(email && !isEmail(email) && { email: 'error.email' as const }),
    ...(!firstName && { firstName: 'error.required' as const }),
    ...(phone && !/\d/.test(phone) && { phone: 'error.phone' as const }),
  };
}

function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  return at > 0 && text.indexOf('.', at + 2) > 0;
}

/**
 * Who orders: whoever has a session, with what they have told anew, or a guest from now on, whose cart stays nobody's in
 * particular, to be merged with a member's. Sent twice, with the key of the same form, it makes one guest. Throws the
 * API's Refusal.
 */
export async function contactFrom(
  request: Request,
  typed: Record<string, string>,
  { key, language }: { key: string; language: string },
): Promise<Contact> {
  const { firstName = '', lastName = '', phone = '', email = '' } = typed;
  const known = await visitor(request);
  if (known) {
    await tell(request, known, { firstName, lastName, phone, ...(known.guest && email && { email }) });
    return { user: known, cookies: [] };
  }
  const body = { email, firstName, lastName, phone, language };
  const headers = { 'idempotency-key': keyFor('guest', key, body) };
  const begun = await ask<{ token: string; user: User }>(request, '/guests', {
    method: 'POST',
    body,
    headers,
  });
  const { token: session, user } = begun.body;
  const { lines } = cartOf(request);
  const cookies = [...begun.setCookies, keepCart(request, { owner: null, lines }), ...forgetSignOut(request)];
  return { user, session, cookies };
}

/** Has the shop know what somebody tells of themselves, where it is news. */
async function tell(request: Request, known: User, told: Partial<Record<keyof User, string>>): Promise<void> {
  const same = Object.entries(told).every(([name, value]) => (known[name as keyof User] ?? '') === value);
  if (!same) await ask(request, '/users/me', { method: 'PATCH', body: told });
}
