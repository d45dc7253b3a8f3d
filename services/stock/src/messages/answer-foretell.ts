import type { Sql } from '@sagashop/chassis/postgres/sql';
import { answers } from '@sagashop/chassis/service/calls';
import { unsent } from '@sagashop/saga/message';
import { foretell } from '../contract.ts';
import { decide, lockStore } from './handle-commands.ts';

/** Answers which movements a command would write: it is decided as it will be, on the rows as they are, and not saved. */
export function answerForetell(sql: Sql) {
  return answers(foretell, ({ order, type, body }) =>
    sql.begin(async (tx) => {
      const command = unsent(order, type, body);
      const { store } = await lockStore(tx, [command]);
      decide(store, command, 0);
      return {
        movements: store.moves.map(({ productId: product, quantity, reason }) => ({
          product,
          quantity,
          reason,
        })),
      };
    }),
  );
}
