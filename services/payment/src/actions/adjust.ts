import type { Staff } from '@sagashop/audit-log/staff-of';
import { writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { invalid, refuse } from '@sagashop/chassis/errors';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { type Account, available, emptyAccount } from '../domain/account.ts';
import { refusePayment } from '../errors.ts';
import { addToBalance, findAccount, isClosed } from '../store/accounts.ts';
import { insertAdjustment } from '../store/entries.ts';

export interface Adjustment {
  id: string;
  userId: string;
  /** In minor units; negative takes from the balance. */
  amount: number;
  reason: string;
}

/**
 * Puts a customer's balance right; answers the account after it. Refuses as `below_zero` to take more than is there and not
 * held for orders, as validation_failed what would be too much, as not_found a customer who has left.
 */
export async function adjust(tx: Tx, staff: Staff, adjustment: Adjustment): Promise<Account> {
  const { id, userId, amount, reason } = adjustment;
  const account = await addToBalance(tx, userId, amount);
  if (!account) {
    if (await isClosed(tx, userId)) throw refuse.not_found();
    if (amount > 0) throw invalid('amount', 'would make the balance larger than 10^15');
    throw refusePayment.below_zero({
      available: available((await findAccount(tx, userId)) ?? emptyAccount(userId)),
    });
  }
  await insertAdjustment(tx, adjustment);
  await writeAuditLog(tx, {
    ...staff,
    id,
    action: 'account.adjust',
    subject: `user:${userId}`,
    before: { balance: account.balance - amount },
    after: { balance: account.balance },
    reason,
  });
  return account;
}
