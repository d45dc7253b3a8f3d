import type { Sql } from '@sagashop/chassis/postgres/sql';
import { answers } from '@sagashop/chassis/service/calls';
import { foretell } from '../contract.ts';
import { bookingsOf } from '../store/bookings.ts';

/** Answers which courier a cancellation would free, and on which day; nobody where none is booked. */
export function answerForetell(sql: Sql) {
  return answers(foretell, async ({ order }) => {
    const [booking] = await bookingsOf(sql, [order], 1);
    const { state, courierId: id, date } = booking ?? {};
    return { courier: state === 'booked' && id && date ? { id, date } : null };
  });
}
