import { isCurrency } from '@sagashop/kernel/currency';
import { ask, get, Refusal } from '../shop/api.server';
import type { Account, Money } from '../shop/api-types';
import { type FormState, formTexts } from '../shop/form';
import { keyFor } from '../shop/key.server';
import { problemOf } from '../shop/problems.server';
import { moneyText } from '../words/amounts';
import { languageOf } from '../words/language-of.server';
import { typedMoney } from '../words/typed-money';
import type { Texts } from '../words/words';

/** What an adjustment would write, before anybody has said yes. */
export interface Foretold {
  /** Signed: negative is taken. */
  amount: Money;
  before: Money;
  after: Money;
  reason: string;
}

/** A form of a person's page that was not done: which, why, and the status to answer with. */
export interface NotDone {
  act: string;
  status: number;
  state: FormState;
  foretold?: Foretold;
  /** What an adjustment was sent under that is perhaps written: sent again, it goes under the same. */
  key?: string;
}

/** What the form asks for, as it would be written; or why it cannot be. */
export async function foretellAdjustment(request: Request, id: string, form: FormData): Promise<NotDone> {
  const typed = formTexts(form, ['way', 'amount', 'reason']);
  // Only a page that was not told what came of its last adjustment sends one.
  const key = sentKey(form);
  const account = await get<Account>(request, `/accounts/${encodeURIComponent(id)}`);
  const { currency } = account.available;
  const read = typedMoney(typed['amount'] ?? '', languageOf(request), currency);
  const fields: Record<string, keyof Texts> = {};
  if ('wrong' in read) fields['amount'] = read.wrong;
  if (!typed['reason']) fields['reason'] = 'error.required';
  if ('wrong' in read || fields['reason']) {
    const values = 'wrong' in read ? read.values : {};
    return { act: 'adjust', status: 422, state: { fields, typed, values }, ...key };
  }
  const amount = typed['way'] === 'take' ? -read.amount : read.amount;
  if (account.available.amount + amount < 0) return { ...tooMuch(request, account.available, typed), ...key };
  const money = (value: number): Money => ({ amount: value, currency });
  const after = money(account.balance.amount + amount);
  const foretold = { amount: money(amount), before: account.balance, after, reason: typed['reason']! };
  return { act: 'adjust', status: 200, state: { fields: {}, typed }, foretold, ...key };
}

/** The key that a form brings, for the page that comes back of it. */
export function sentKey(form: FormData): Pick<NotDone, 'key'> {
  const key = form.get('key');
  return typeof key === 'string' && key !== '' ? { key: key.slice(0, 100) } : {};
}

/** Writes an adjustment that was foretold, once for its key; answers why not, undefined when it is done. */
export async function adjustAccount(
  request: Request,
  id: string,
  form: FormData,
): Promise<NotDone | undefined> {
  const typed = formTexts(form, ['way', 'amount', 'reason']);
  const [amount, currency] = [Number(form.get('minor')), String(form.get('currency'))];
  const reason = typed['reason'] ?? '';
  const failed = (status: number, problem: keyof Texts): NotDone => {
    return { act: 'adjust', status, state: { problem, fields: {}, typed } };
  };
  if (!Number.isSafeInteger(amount) || !isCurrency(currency)) return failed(422, 'error.text');
  const key = keyFor(form.get('key'), id, amount, reason);
  try {
    await ask(request, `/accounts/${encodeURIComponent(id)}/adjustments`, {
      method: 'POST',
      body: { amount, currency, reason },
      headers: { 'idempotency-key': key },
    });
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === 'below_zero')
      return tooMuch(request, { amount: Number(error.body['available']), currency }, typed);
    const refused = failed(
      error.status,
      error.code === 'not_found' ? 'admin.customer.gone' : problemOf(error),
    );
    return error.status >= 500 ? { ...refused, ...sentKey(form) } : refused;
  }
}

function tooMuch(request: Request, available: Money, typed: Record<string, string>): NotDone {
  const values = { available: moneyText(available, languageOf(request)) };
  return {
    act: 'adjust',
    status: 409,
    state: { fields: { amount: 'admin.account.tooMuch' }, values, typed },
  };
}
