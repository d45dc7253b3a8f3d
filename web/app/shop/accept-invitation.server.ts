import { ask, get, Refusal } from './api.server';
import type { Offer } from './api-types';
import { type FormState, formTexts } from './form';
import { signUpRefused } from './problems.server';
import { type SignedIn, signIn } from './sign-in.server';

const pathOf = (token: string) => `/staff/invitations/${encodeURIComponent(token)}`;

/** What the link of an invitation is for; null where it is good for nothing. */
export async function offerOf(request: Request, token: string): Promise<Offer | null> {
  return get<Offer>(request, pathOf(token)).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'link_used') return null;
    throw error;
  });
}

/** Gives whoever is signed in the roles of an invitation. Throws the API's Refusal. */
export async function acceptOffer(request: Request, token: string): Promise<void> {
  await ask(request, `${pathOf(token)}/acceptance`, { method: 'POST' });
}

/**
 * Makes the account of an invitation, and signs in. Sent twice it makes one: who knows its password is signed in. Answers
 * what was wrong with the form; throws the Refusal of a link that is good for nothing.
 */
export async function joinStaff(
  request: Request,
  token: string,
  form: FormData,
): Promise<SignedIn | { state: FormState; status: number }> {
  const typed = formTexts(form, ['username']);
  const [username, password] = [typed['username'] ?? '', String(form.get('password') ?? '')];
  const state: FormState = { fields: {}, typed };
  if (!username) state.fields['username'] = 'error.required';
  if (!password) state.fields['password'] = 'error.required';
  if (Object.keys(state.fields).length > 0) return { state, status: 422 };
  try {
    await ask(request, pathOf(token), { method: 'POST', body: { username, password } });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code !== 'link_used') return { state: signUpRefused(state, error), status: error.status };
    return signIn(request, { username, password }).catch(() => {
      throw error;
    });
  }
  return signIn(request, { username, password });
}
