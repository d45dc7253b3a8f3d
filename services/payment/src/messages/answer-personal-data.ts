import { entriesAbout } from '@sagashop/audit-log/entries-about';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { answers } from '@sagashop/chassis/service/calls';
import { money } from '@sagashop/kernel/money';
import { personalData } from '@sagashop/user/contract';
import { emptyAccount } from '../domain/account.ts';
import { findAccount } from '../store/accounts.ts';
import { entriesOf } from '../store/entries.ts';

const AT_ONCE = 500; // entries

/** Answers user what there is about a person here: their account, each entry of it, and what staff have changed. */
export function answerPersonalData(sql: Sql, currency: string) {
  return answers(personalData('payment'), async ({ user, after }) => {
    const [at, id] = after?.split(' ') ?? [];
    const before = at && id ? { at: new Date(at), id } : undefined;
    const rows = await entriesOf(sql, user, { limit: AT_ONCE, before });
    const entries = rows.map(({ transferId, kind, refunds, amount, createdAt, reason }) => ({
      kind: 'entry',
      id: transferId,
      entry: kind,
      orderId: kind === 'capture' ? transferId : refunds,
      amount: money(amount, currency),
      createdAt: createdAt.toISOString(),
      reason,
    }));
    const first = before ? [] : await whole(sql, user, currency);
    const last = rows.length === AT_ONCE ? rows.at(-1)! : undefined;
    const next = last ? `${last.createdAt.toISOString()} ${last.transferId}` : null;
    return { records: [...first, ...entries], next };
  });
}

async function whole(sql: Sql, user: string, currency: string) {
  const { balance, held } = (await findAccount(sql, user)) ?? emptyAccount(user);
  const account = { kind: 'account', balance: money(balance, currency), held: money(held, currency) };
  return [account, ...(await entriesAbout(sql, `user:${user}`))];
}
