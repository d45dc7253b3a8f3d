import type { Sql } from '@sagashop/chassis/postgres/sql';
import { leaving } from '@sagashop/user/contract';
import type { Static } from 'typebox';
import { closeAccount, reopenAccount } from '../store/accounts.ts';

const calls = leaving('payment');
type Leaver = Static<typeof calls.close.question>;
type Closed = Static<typeof calls.close.answer>;

/** Answers user when a customer leaves: an account without money is closed, one with money is not. */
export function answerLeaving(sql: Sql) {
  return {
    [calls.close.name]: async ({ user, run }: Leaver): Promise<Closed> => ({
      refused: (await closeAccount(sql, user, run)) ? null : 'money_left',
    }),
    [calls.reopen.name]: async ({ user, run }: Leaver) => {
      await reopenAccount(sql, user, run);
      return {};
    },
  };
}
