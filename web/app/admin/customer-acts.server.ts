import { ask, Refusal } from '../shop/api.server';
import { formTexts } from '../shop/form';
import { problemOf } from '../shop/problems.server';
import type { Texts } from '../words/words';
import { adjustAccount, foretellAdjustment, type NotDone } from './adjust-account.server';
import { staff } from './staff.server';

const SAID: Record<string, keyof Texts> = {
  works_here: 'admin.customer.worksHere',
  not_found: 'admin.customer.gone',
};

/** What the forms of a person's page do: each answers why it was not done, or the word for what was. */
const ACTS: Record<string, (request: Request, id: string, form: FormData) => Promise<NotDone | string>> = {
  foretell: async (request, id, form) => {
    await staff(request, 'accounts.adjust');
    return foretellAdjustment(request, id, form);
  },
  adjust: async (request, id, form) => {
    await staff(request, 'accounts.adjust');
    return (await adjustAccount(request, id, form)) ?? 'adjusted';
  },
  block: (request, id, form) => block(request, id, form, true),
  unblock: (request, id, form) => block(request, id, form, false),
};

/** Does what a form of a person's page asks for; answers why not, or the word for what was done. */
export async function actOnCustomer(request: Request, id: string, form: FormData): Promise<NotDone | string> {
  const act = String(form.get('act'));
  await staff(request, 'customers.read');
  const state = { fields: {}, typed: formTexts(form, ['reason']) };
  try {
    const done = ACTS[act];
    return done
      ? await done(request, id, form)
      : { act, status: 422, state: { ...state, problem: 'error.text' } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const problem = SAID[error.code] ?? problemOf(error);
    return { act, status: error.status, state: { ...state, problem } };
  }
}

async function block(request: Request, id: string, form: FormData, blocked: boolean): Promise<string> {
  await staff(request, 'customers.write');
  const { reason } = formTexts(form, ['reason']);
  const body = { blocked, ...(reason && { reason: reason.slice(0, 500) }) };
  await ask(request, `/customers/${encodeURIComponent(id)}`, { method: 'PATCH', body });
  return blocked ? 'blocked' : 'unblocked';
}
