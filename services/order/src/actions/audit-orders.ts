import { onSnapshot } from '@sagashop/chassis/audit';
import type { Sql } from '@sagashop/chassis/postgres';
import { orderFacts, wrongOrders } from '../store/audit.ts';

type Question = Parameters<typeof orderFacts>[1] & { checks?: boolean };

/** Answers the audit: facts of orders by id, and this service's own check when asked. */
export function auditOrders(sql: Sql) {
  return async (question: Question) => {
    const facts = await orderFacts(sql, question);
    const own = question.checks ? await onSnapshot(sql, wrongOrders) : null;
    const checks = own ? [{ name: 'an order has its lines and its saga', ...own }] : [];
    return { checks, facts };
  };
}
