import type { Sql } from '@sagashop/chassis/postgres/sql';
import { answers } from '@sagashop/chassis/service/calls';
import { onSnapshot } from '@sagashop/vocabulary/audit-call';
import { auditNotify, recordNotify } from '../contract.ts';
import { factsOf, messagesHaveMails, messagesSaySomething } from '../store/audit.ts';

/** Answers the audit, and whoever looks at an order: facts of orders, sorted by order, and on demand the service's own check. */
export function answerAudit(sql: Sql) {
  return {
    ...answers(auditNotify, ({ checks, ...which }) =>
      onSnapshot(sql, async (tx) => ({
        facts: await factsOf(tx, which),
        checks: checks && !which.since ? [await messagesSaySomething(tx), await messagesHaveMails(tx)] : [],
      })),
    ),
    ...answers(recordNotify, async ({ orders }) => ({
      facts: await factsOf(sql, { orders, limit: orders.length }),
    })),
  };
}
