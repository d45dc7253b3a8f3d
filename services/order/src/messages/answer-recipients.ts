import type { Sql } from '@sagashop/chassis/postgres/sql';
import { answers } from '@sagashop/chassis/service/calls';
import { recipients } from '../contract.ts';
import { recipientsOf } from '../store/recipients.ts';

/** Answers notify to whom mails about orders go. Whoever has left has no address any more. */
export function answerRecipients(sql: Sql) {
  return answers(recipients, async ({ orders }) => {
    const found = await recipientsOf(sql, orders);
    return {
      recipients: orders.map((id) => {
        const { email, name } = found.get(id) ?? {};
        return email ? { email, name: name || null } : null;
      }),
    };
  });
}
