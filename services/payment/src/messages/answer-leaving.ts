import type { Sql } from '@sagashop/chassis/postgres/sql';
import { answers } from '@sagashop/chassis/service/calls';
import { leaving } from '@sagashop/user/contract';
import { closeAccount, haveAccounts, reopenAccount } from '../store/accounts.ts';

const calls = leaving('payment');

/** Answers user when a customer leaves: an account without money is closed, one with money is not. */
export function answerLeaving(sql: Sql) {
  return {
    ...answers(calls.needed, async ({ users }) => ({ needed: await haveAccounts(sql, users) })),
    ...answers(calls.close, async ({ user, run }) => ({
      refused: (await closeAccount(sql, user, run)) ? null : ('money_left' as const),
    })),
    ...answers(calls.reopen, async ({ user, run }) => {
      await reopenAccount(sql, user, run);
      return {};
    }),
  };
}
