import * as notify from '@sagashop/notify/contract';
import { defineSaga } from '@sagashop/saga/define';
import type { Order } from '../domain/order.ts';
import type { Withdrawal } from '../domain/withdrawal.ts';

/** Ids and figures only, as in place-order. */
export interface TellWithdrawal {
  user: string;
  number: string;
  total: number;
  currency: string;
  language: 'en' | 'ru';
  /** The withdrawal's id. */
  cause: string;
  became: 'withdrawal_confirmed' | 'withdrawal_revoked';
  /** When it was declared, and until when it can be revoked. */
  at: string;
  until: string;
  zone: string;
}

/** What the saga needs to know for as long as it runs. */
export function tellWithdrawalData(
  { userId: user, number, total, language }: Order,
  { id: cause, createdAt, dueAt }: Pick<Withdrawal, 'id' | 'createdAt' | 'dueAt'>,
  { became, currency, zone }: { became: TellWithdrawal['became']; currency: string; zone: string },
): TellWithdrawal {
  const times = { at: createdAt.toISOString(), until: dueAt.toISOString(), zone };
  return { user, number: String(number), total, currency, language, cause, became, ...times };
}

/**
 * Tells the customer that a withdrawal was confirmed or revoked. That was decided under the lock on the order's row, with this
 * saga in the same transaction; it is carried out by the sagas of cancellations and returns.
 */
export const tellWithdrawalSaga = defineSaga<TellWithdrawal>((step) => ({
  name: 'tell-withdrawal',
  version: 1,
  stages: [
    { key: 'declare', say: 'note the withdrawal', decide: 'declare', pivot: true },
    step({
      key: 'tell-withdrawal',
      say: 'tell the customer of the withdrawal',
      send: notify.tellWithdrawal,
      body: (d) => d,
    }),
  ],
  refused: [],
}));
