import { refuse } from '@sagashop/chassis/errors';
import type { Trace } from '@sagashop/chassis/observe/trace-context';
import type { SagaRow } from '@sagashop/saga/log';
import { isRevocable } from '../domain/carried-out.ts';
import type { Withdrawal } from '../domain/withdrawal.ts';
import { refuseOrder } from '../errors.ts';
import { lockToCancel } from '../store/cancellations.ts';
import { findWithdrawal, saveRevoked, withdrawalNow } from '../store/withdrawals.ts';
import { tell } from './confirm-withdrawal.ts';
import type { Withdrawing } from './withdrawing.ts';

/** The withdrawal that a link of a mail is about. Refuses as not_found a token that is none. */
export async function linkedWithdrawal({ sql, tokens }: Withdrawing, token: string): Promise<Withdrawal> {
  const id = await tokens.idOf('revoke_withdrawal', token);
  const withdrawal = id && (await findWithdrawal(sql, id));
  if (!withdrawal) throw refuse.not_found();
  return withdrawal;
}

/**
 * Revokes a withdrawal under the lock on its order's row: the order goes on as if it had never been. Again, it answers the
 * same. Refuses as not_revocable one that is carried out, one whose time is over, and one of an order that was cancelled
 * meanwhile: of revoking and carrying out at once one wins.
 */
export async function revokeWithdrawal(
  withdrawing: Withdrawing,
  { token, trace }: { token: string; trace: Trace },
): Promise<Withdrawal> {
  const { sql, run } = withdrawing;
  const { id, orderId } = await linkedWithdrawal(withdrawing, token);
  const sagas = (await sql.begin(async (tx): Promise<SagaRow[]> => {
    const [order] = await lockToCancel(tx, [orderId]);
    const withdrawal = (await withdrawalNow(tx, id))!;
    if (withdrawal.state === 'revoked') return [];
    if (!isRevocable(order!, withdrawal))
      throw refuseOrder.not_revocable({ orderId, state: withdrawal.state });
    await saveRevoked(tx, id);
    return tell(tx, withdrawing, { order: order!, withdrawal, became: 'withdrawal_revoked', trace });
  })) as SagaRow[];
  for (const saga of sagas) run(saga);
  return (await findWithdrawal(sql, id))!;
}
