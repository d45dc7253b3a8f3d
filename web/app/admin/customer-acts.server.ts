import { ask, Refusal } from '../shop/api.server';
import { formTexts } from '../shop/form';
import { problemOf } from '../shop/problems.server';
import type { Texts } from '../words/words';
import { adjustAccount, foretellAdjustment, type NotDone, sentKey } from './adjust-account.server';
import { staff } from './staff.server';

const SAID: Record<string, keyof Texts> = {
  works_here: 'admin.customer.worksHere',
  orders_in_flight: 'admin.customer.inFlight',
  money_left: 'admin.customer.moneyLeft',
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
  'end-session': (request, id, form) => endSessions(request, id, form.get('session')),
  'end-sessions': (request, id) => endSessions(request, id, null),
  erase,
};

/** Does what a form of a person's page asks for; answers why not, or the word for what was done. */
export async function actOnCustomer(request: Request, id: string, form: FormData): Promise<NotDone | string> {
  const act = String(form.get('act'));
  await staff(request, 'customers.read');
  const state = { fields: {}, typed: formTexts(form, ['way', 'amount', 'reason']) };
  try {
    const done = ACTS[act];
    return done
      ? await done(request, id, form)
      : { act, status: 422, state: { ...state, problem: 'error.text' } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const problem = SAID[error.code] ?? problemOf(error);
    const key = act === 'foretell' || error.status >= 500 ? sentKey(form) : {};
    return { act, status: error.status, state: { ...state, problem }, ...key };
  }
}

async function block(request: Request, id: string, form: FormData, blocked: boolean): Promise<string> {
  await staff(request, 'customers.write');
  const { reason } = formTexts(form, ['reason']);
  const body = { blocked, ...(reason && { reason: reason.slice(0, 500) }) };
  await ask(request, `/customers/${encodeURIComponent(id)}`, { method: 'PATCH', body });
  return blocked ? 'blocked' : 'unblocked';
}

/** Ends a session, or all; one that has ended by itself is no error. */
async function endSessions(
  request: Request,
  id: string,
  session: FormDataEntryValue | null,
): Promise<string> {
  await staff(request, 'customers.write');
  const all = `/customers/${encodeURIComponent(id)}/sessions`;
  const path = session === null ? all : `${all}/${encodeURIComponent(String(session))}`;
  await ask(request, path, { method: 'DELETE' }).catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.status !== 404) throw error;
  });
  return 'ended';
}

async function erase(request: Request, id: string, form: FormData): Promise<NotDone | string> {
  await staff(request, 'customers.erase');
  const typed = formTexts(form, ['reason']);
  const { reason } = typed;
  if (!reason) return { act: 'erase', status: 422, state: { fields: { reason: 'error.required' }, typed } };
  await ask(request, `/customers/${encodeURIComponent(id)}/erasure`, { method: 'POST', body: { reason } });
  return 'erased';
}
