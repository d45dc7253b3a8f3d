import type { Staff } from '@sagashop/audit-log/staff-of';
import { writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { invalid, refuse } from '@sagashop/chassis/errors';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import type { Account } from '../domain/account.ts';
import { addToBalance, isClosed } from '../store/accounts.ts';
import { insertDeposit } from '../store/entries.ts';

/**
 * Puts minor units on a customer's account; answers the account after it. The place where a payment provider
 * plugs in. `by`: who does it for them. Refuses with 422 when the balance would become too large, with 404 when the
 * customer has left.
 */
export async function deposit(
  tx: Tx,
  entry: { id: string; userId: string; amount: number; by?: Staff | undefined },
): Promise<Account> {
  const [account] = await Promise.all([
    addToBalance(tx, entry.userId, entry.amount),
    insertDeposit(tx, entry),
  ]);
  if (!account && (await isClosed(tx, entry.userId))) throw refuse.not_found();
  if (!account) throw invalid('amount', 'would make the balance larger than 10^15');
  const { id, userId, amount, by } = entry;
  if (by)
    await writeAuditLog(tx, {
      ...by,
      id,
      action: 'account.deposit',
      subject: `user:${userId.toLowerCase()}`,
      before: { balance: account.balance - amount },
      after: { balance: account.balance },
    });
  return account;
}
