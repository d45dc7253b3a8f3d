import { refuse } from '@sagashop/chassis/errors';
import type { Trace } from '@sagashop/chassis/observe/trace-context';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import type { SagaRow } from '@sagashop/saga/log';
import { insertSagas } from '@sagashop/saga/log-postgres';
import { isOfferOver, type Withdrawal } from '../domain/withdrawal.ts';
import type { WantedPieces } from '../running/judge-part.ts';
import { type TellWithdrawal, tellWithdrawalData, tellWithdrawalSaga } from '../sagas/tell-withdrawal.ts';
import { type Cancellable, lockToCancel } from '../store/cancellations.ts';
import { departingCustomers } from '../store/departing-users.ts';
import { recipientsOf } from '../store/recipients.ts';
import { insertWithdrawal, withdrawalNow } from '../store/withdrawals.ts';
import { lookAt, piecesFor } from './look-at.ts';
import type { Withdrawing } from './withdrawing.ts';

export interface Confirmation {
  token: string;
  /** All that is left of the order where they are not said. */
  pieces?: WantedPieces | undefined;
  /** Whoever declares it, as they write their name. */
  name: string | null;
  /** Whoever is signed in. */
  by: string | null;
  trace: Trace;
}

/**
 * The second step: writes a withdrawal under the lock on its order's row, with the saga that acknowledges it, in one
 * transaction; from then on the pieces are not handed over. Once for the token: again, it answers what has become of it since.
 * Refuses as not_found a token that is none, or whose first step is a day ago, and that of an order whose customer has left or is leaving.
 */
export async function confirmWithdrawal(
  withdrawing: Withdrawing,
  confirmation: Confirmation,
): Promise<Withdrawal> {
  const { sql, tokens, run } = withdrawing;
  const [id, orderId] = (await tokens.idsOf('confirm_withdrawal', confirmation.token)) ?? [];
  if (!id || !orderId) throw refuse.not_found();
  const recorded = (await sql.begin(async (tx) => {
    const leaving = await departingCustomers(tx, [orderId]);
    const [order] = await lockToCancel(tx, [orderId]);
    if (!order) throw refuse.not_found();
    const known = await withdrawalNow(tx, id);
    if (known) return { withdrawal: known, sagas: [] };
    if (isOfferOver(id, Date.now())) throw refuse.not_found();
    const gone = leaving.size > 0 || !(await recipientsOf(tx, [orderId])).get(orderId)?.email;
    if (gone) throw refuse.not_found();
    const lines = piecesFor(await lookAt(tx, order, withdrawing), withdrawing, confirmation.pieces);
    const { name, by, trace } = confirmation;
    const withdrawal = await insertWithdrawal(tx, { id, orderId, lines, name, by });
    return {
      withdrawal,
      sagas: await tell(tx, withdrawing, { order, withdrawal, became: 'withdrawal_confirmed', trace }),
    };
  })) as { withdrawal: Withdrawal; sagas: SagaRow[] };
  for (const saga of recorded.sagas) run(saga);
  return recorded.withdrawal;
}

/** Writes the saga that tells the customer what has become of a withdrawal. */
export function tell(
  tx: Tx,
  { currency, zone, owner }: Withdrawing,
  told: { order: Cancellable; withdrawal: Withdrawal; became: TellWithdrawal['became']; trace: Trace },
): Promise<SagaRow[]> {
  const { order, withdrawal, became, trace } = told;
  const data = tellWithdrawalData(order, withdrawal, { became, currency, zone });
  const saga = { id: newId(), order: order.id, definition: tellWithdrawalSaga, data, trace };
  return insertSagas(tx, [saga], owner());
}
