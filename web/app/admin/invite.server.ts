import { ask, Refusal } from '../shop/api.server';
import { type FormState, formTexts } from '../shop/form';
import { problemOf } from '../shop/problems.server';
import type { Texts } from '../words/words';

/** What came of inviting somebody: the link, that is shown this once, or why there is none. */
export type Invited = { link: string; email: string } | { state: FormState; roles: string[]; status: number };

/** Invites whoever has the e-mail address that was typed, to the roles that were ticked. */
export async function inviteStaff(request: Request, form: FormData): Promise<Invited> {
  const typed = formTexts(form, ['email']);
  const roles = form.getAll('roles').map(String);
  const refused = (status: number, fields: Record<string, keyof Texts>, problem?: keyof Texts): Invited => {
    return { state: { fields, typed, ...(problem && { problem }) }, roles, status };
  };
  const email = typed['email'] ?? '';
  if (!email) return refused(422, { email: 'error.required' });
  if (roles.length === 0) return refused(422, { roles: 'admin.staff.chooseRoles' });
  try {
    const { body } = await ask<{ link: string }>(request, '/staff', {
      method: 'POST',
      body: { email, roles },
    });
    // The API may know another name of the shop than the one that its owner uses.
    return { link: new URL(new URL(body.link).pathname, request.url).href, email };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === 'validation_failed') return refused(422, { email: 'error.email' });
    return refused(error.status, {}, problemOf(error));
  }
}
