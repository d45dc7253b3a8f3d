import { ask, get, Refusal } from './api.server';
import type { Account, Entries, Money } from './api-types';
import { keyFor } from './key.server';

/** What is missing for an order, and how it may be put on the account. */
export interface Missing {
  money: Money;
  /** Whether customers top up by themselves; else the shop does it for them. */
  open: boolean;
  /** The last entry of the account's ledger: a top-up is for this state of it, once however often it is sent. */
  since: string;
}

/** What is missing on an account for a total; null when there is enough, or nobody can say. */
export async function missingFor(
  request: Request,
  account: Account | null,
  total: Money,
): Promise<Missing | null> {
  const amount = account ? total.amount - account.available.amount : 0;
  if (!account || amount <= 0) return null;
  const { items, deposits } = await get<Entries>(request, '/account/entries?limit=1');
  return { money: { ...total, amount }, open: deposits !== 'admin', since: items[0]?.id ?? '' };
}

/**
 * Puts on the account what a page said was missing for its total, if it is missing still. The key is of what was paid for
 * and of the ledger that the page had seen: pressed twice, in two tabs, or after an answer that was lost, it tops up
 * once. False where something else is missing by now, or nothing: the page is to be looked at again. Throws a Refusal.
 */
export async function topUp(request: Request, form: FormData): Promise<boolean> {
  const [total, amount] = [Number(form.get('total')), Number(form.get('amount'))];
  const { available } = await get<Account>(request, '/account');
  if (!Number.isSafeInteger(amount) || amount <= 0 || total - available.amount !== amount) return false;
  const headers = { 'idempotency-key': keyFor('missing', form.get('key'), form.get('since')) };
  const body = { amount, currency: available.currency };
  return ask(request, '/account/deposits', { method: 'POST', body, headers }).then(
    () => true,
    (error: unknown) => {
      // The same press is under way, or another tab of this order was faster: the page tells what there is now.
      if (error instanceof Refusal && error.code.startsWith('idempotency_')) return false;
      throw error;
    },
  );
}
