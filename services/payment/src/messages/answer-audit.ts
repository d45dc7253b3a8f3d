import type { Sql } from '@sagashop/chassis/postgres/sql';
import { onSnapshot } from '@sagashop/chassis/service/audit';
import type { Static } from 'typebox';
import type { auditPayment } from '../contract.ts';
import { checksOf, factsOf } from '../store/audit.ts';

type Question = Static<typeof auditPayment.question>;
type Answer = Static<typeof auditPayment.answer>;

/** Answers the audit: facts of orders, sorted by order, and on demand the service's own sums. */
export function answerAudit(sql: Sql): (question: Question) => Promise<Answer> {
  return ({ checks, ...which }) =>
    onSnapshot(sql, async (tx) => ({
      facts: await factsOf(tx, which),
      checks: checks ? await checksOf(tx, which) : [],
    }));
}
