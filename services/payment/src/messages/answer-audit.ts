import type { Sql } from '@sagashop/chassis/postgres/sql';
import { answers } from '@sagashop/chassis/service/calls';
import { onSnapshot } from '@sagashop/vocabulary/audit-call';
import { auditPayment, recordPayment } from '../contract.ts';
import { checksOf, factsOf } from '../store/audit.ts';

/** Answers the audit, and whoever looks at an order: facts of orders, sorted by order, and on demand the service's own sums. */
export function answerAudit(sql: Sql) {
  return {
    ...answers(auditPayment, ({ checks, ...which }) =>
      onSnapshot(sql, async (tx) => ({
        facts: await factsOf(tx, which),
        checks: checks ? await checksOf(tx, which) : [],
      })),
    ),
    ...answers(recordPayment, async ({ orders }) => ({
      facts: await factsOf(sql, { orders, limit: orders.length }),
    })),
  };
}
