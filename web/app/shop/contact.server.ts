import { ask } from './api.server';
import type { User } from './api-types';
import type { FormState } from './form';
import { visitor } from './session.server';
import { signUp } from './sign-in.server';

export interface Contact {
  user: User;
  cookies: [string, string][];
  /** The session that has begun just now; none for whoever was signed in before. */
  session?: string;
}

/**
 * What is wrong with what somebody tells of themselves, by its fields in their order, so that it is said with all else;
 * whether an address or a number is one in every particular is for the API to say.
 */
export function wrongContact(typed: Record<string, string>): FormState['fields'] {
  const { email, firstName, phone } = typed;
  return {
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
  return signUp(request, { ...name, username, email: typed['email'], password, language });
}
