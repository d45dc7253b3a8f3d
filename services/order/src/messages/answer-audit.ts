import type { Sql } from '@sagashop/chassis/postgres/sql';
import { onSnapshot } from '@sagashop/chassis/service/audit';
import { answers } from '@sagashop/chassis/service/calls';
import { auditOrder } from '../contract.ts';
import {
  lostOrders,
  misleadingList,
  orderFacts,
  snapshotTime,
  wrongOrders,
  wrongRefunds,
} from '../store/audit.ts';
import { loggedActs } from '../store/logged-acts.ts';

/** Answers the audit: facts of orders by id, and this service's own checks when asked. */
export function answerAudit(sql: Sql) {
  return answers(auditOrder, async (question) => {
    const facts = await orderFacts(sql, question);
    if (!question.checks) return { checks: [], facts };
    return onSnapshot(sql, async (tx) => ({
      checks: [
        { name: 'an order has its lines and its saga', ...(await wrongOrders(tx, question)) },
        { name: 'a saga has its order', ...(await lostOrders(tx, question)) },
        { name: 'an order gives back what its refunds say', ...(await wrongRefunds(tx, question)) },
        { name: 'the list of orders says what they say', ...(await misleadingList(tx, question)) },
        ...(await loggedActs(tx, question)),
      ],
      facts,
      now: await snapshotTime(tx),
    }));
  });
}
