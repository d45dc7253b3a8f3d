import type { Sql } from '@sagashop/chassis/postgres/sql';
import { answers } from '@sagashop/chassis/service/calls';
import { leaving } from '@sagashop/user/contract';
import type { Static } from 'typebox';
import {
  addDepartingUser,
  emptyRecipients,
  hasInFlight,
  haveOrders,
  removeDepartingUser,
} from '../store/departing-users.ts';
import { forgetViews } from '../store/order-views.ts';

const calls = leaving('order');
type Leaver = Static<typeof calls.close.question>;
type Closed = Static<typeof calls.close.answer>;

const AT_ONCE = 500; // recipients, so that no lock is held for long

class InFlight extends Error {}

/**
 * Answers user when somebody leaves: no more orders for them, then nothing personal in those that there are. Of guests
 * it is said before whether they have any.
 */
export function answerLeaving(sql: Sql) {
  return {
    ...answers(calls.needed, async ({ users }) => ({ needed: await haveOrders(sql, users) })),
    ...answers(calls.close, (leaver) => close(sql, leaver)),
    ...answers(calls.reopen, async ({ user, run }) => {
      await removeDepartingUser(sql, user, run);
      return {};
    }),
    ...answers(calls.forget, async ({ user }) => {
      await forgetViews(sql, user);
      let after: string | null = null;
      do after = await emptyRecipients(sql, { user, after, most: AT_ONCE });
      while (after !== null);
      return {};
    }),
  };
}

async function close(sql: Sql, { user, run }: Leaver): Promise<Closed> {
  // Asked first without the lock, so that nobody holds up the shop's orders by trying to leave again and again.
  if (await hasInFlight(sql, user)) return { refused: 'orders_in_flight' };
  try {
    await sql.begin(async (tx) => {
      await addDepartingUser(tx, user, run);
      if (await hasInFlight(tx, user)) throw new InFlight();
    });
    return { refused: null };
  } catch (error) {
    if (error instanceof InFlight) return { refused: 'orders_in_flight' };
    throw error;
  }
}
