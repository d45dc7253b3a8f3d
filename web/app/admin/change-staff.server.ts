import { ask, Refusal } from '../shop/api.server';
import { problemOf } from '../shop/problems.server';
import type { Texts } from '../words/words';

/** A change of somebody's roles that was refused: whose, what was wanted, and what they are by now where that is new. */
export interface RolesRefused {
  person: string;
  problem: keyof Texts;
  roles: string[];
  now?: string[];
}

const SAID: Record<string, keyof Texts> = {
  last_owner: 'admin.staff.lastOwner',
  account_needed: 'admin.staff.accountNeeded',
  not_found: 'admin.customer.gone',
  edit_conflict: 'admin.staff.conflict',
};

/** Gives somebody the roles that are ticked, unless another owner has changed them since the page was made. */
export async function changeStaff(
  request: Request,
  form: FormData,
): Promise<{ refused: RolesRefused; status: number } | undefined> {
  const person = String(form.get('person'));
  const roles = form.getAll('roles').map(String);
  const was = String(form.get('was')).split(' ').filter(Boolean);
  try {
    const body = { roles, was: { roles: was } };
    await ask(request, `/staff/${encodeURIComponent(person)}`, { method: 'PATCH', body });
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const problem = SAID[error.code] ?? problemOf(error);
    const conflicts = error.body['conflicts'] as { now: string[] }[] | undefined;
    const now = conflicts?.[0]?.now;
    return { refused: { person, problem, roles, ...(now && { now }) }, status: error.status };
  }
}
