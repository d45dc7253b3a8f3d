import type { Sql } from '@sagashop/chassis/postgres/sql';
import { answers } from '@sagashop/chassis/service/calls';
import { history } from '../contract.ts';
import { messagesOfOrder } from '../store/messages.ts';

/** Answers the messages that an order's customer was sent, as they were sent. */
export function answerHistory(sql: Sql) {
  return answers(history, async ({ order }) => ({
    events: (await messagesOfOrder(sql, order)).map(({ createdAt, ...data }) => ({
      at: createdAt.toISOString(),
      kind: 'message.sent',
      data,
    })),
  }));
}
