import type { Sql } from '@sagashop/chassis/postgres/sql';
import { answers } from '@sagashop/chassis/service/calls';
import { unsent } from '@sagashop/saga/message';
import { lockBooks } from '../actions/keep-books.ts';
import { foretell } from '../contract.ts';
import { sidesOf } from '../domain/hold.ts';
import { decide, whose } from './handle-commands.ts';

/** Answers which entries a command would write: it is decided as it will be, on the rows as they are, and not saved. */
export function answerForetell(sql: Sql) {
  return answers(foretell, ({ order, type, body }) =>
    sql.begin(async (tx) => {
      const command = unsent(order, type, body);
      const books = await lockBooks(tx, whose([command]));
      const decision = decide(books, command, 0);
      return { entries: decision.refund ? sidesOf(decision.refund) : [] };
    }),
  );
}
