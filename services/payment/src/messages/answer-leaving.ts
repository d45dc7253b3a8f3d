import type { Sql } from '@sagashop/chassis/postgres/sql';
import { leavingPayment } from '@sagashop/user/contract';
import type { Static } from 'typebox';
import { closeAccount, reopenAccount } from '../store/accounts.ts';

type Leaver = Static<typeof leavingPayment.close.question>;
type Closed = Static<typeof leavingPayment.close.answer>;

/** Answers user when a customer leaves: an account without money is closed, one with money is not. */
export function answerLeaving(sql: Sql) {
  return {
    [leavingPayment.close.name]: async ({ user, run }: Leaver): Promise<Closed> => ({
      refused: (await closeAccount(sql, user, run)) ? null : 'money_left',
    }),
    [leavingPayment.reopen.name]: async ({ user, run }: Leaver) => {
      await reopenAccount(sql, user, run);
      return {};
    },
  };
}
