import type { Sql } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import type { Static } from 'typebox';
import type { tellMoves as tellMovesCall } from '../contract.ts';
import { messageFor } from '../domain/message.ts';
import { tellCustomers } from './tell-customers.ts';

/** Tells customers to which day their deliveries went, once for each move, however often it is asked. */
export async function tellMoves(sql: Sql, { items }: Static<typeof tellMovesCall.question>): Promise<void> {
  const outcome = 'moved' as const;
  await tellCustomers(
    sql,
    items.map(({ order, move, user, language, number, total, currency, deliveryDate }) => {
      const ending = { number, total, currency, deliveryDate };
      return {
        ...{ orderId: order, kind: outcome, cause: move, id: newId(), userId: user, language, ending },
        message: messageFor({ ...ending, outcome }, language),
      };
    }),
  );
}
