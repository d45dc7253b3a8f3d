import type { Sql } from '@sagashop/chassis/postgres/sql';
import { onSnapshot } from '@sagashop/chassis/service/audit';
import type { Static } from 'typebox';
import type { auditNotify } from '../contract.ts';
import { factsOf, messagesSaySomething } from '../store/audit.ts';

type Question = Static<typeof auditNotify.question>;
type Answer = Static<typeof auditNotify.answer>;

/** Answers the audit: facts of orders, sorted by order, and on demand the service's own check. */
export function answerAudit(sql: Sql): (question: Question) => Promise<Answer> {
  return ({ checks, ...which }) =>
    onSnapshot(sql, async (tx) => ({
      facts: await factsOf(tx, which),
      checks: checks && !which.since ? [await messagesSaySomething(tx)] : [],
    }));
}
