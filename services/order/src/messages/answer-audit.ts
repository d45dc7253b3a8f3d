import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { answers } from '@sagashop/chassis/service/calls';
import { type Newer, onSnapshot } from '@sagashop/vocabulary/audit-call';
import { auditOrder } from '../contract.ts';
import {
  lostOrders,
  misleadingList,
  orderFacts,
  overpaidLines,
  snapshotTime,
  wrongExchanges,
  wrongOrders,
  wrongRefunds,
} from '../store/audit.ts';
import {
  lackingCreditNotes,
  lackingInvoices,
  wrongDocuments,
  wrongNumbers,
} from '../store/audit-documents.ts';
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
        { name: 'no line gives back more than was paid for it', ...(await overpaidLines(tx, question)) },
        { name: 'the list of orders says what they say', ...(await misleadingList(tx, question)) },
        {
          name: 'what was wanted in exchange was ordered once, or was not',
          ...(await wrongExchanges(tx, question)),
        },
        ...(await documentChecks(tx, question)),
        ...(await loggedActs(tx, question)),
      ],
      facts,
      now: await snapshotTime(tx),
    }));
  });
}

async function documentChecks(tx: Tx, newer: Newer) {
  return [
    { name: 'numbers of invoices have no gap and no double', ...(await wrongNumbers(tx, newer)) },
    {
      name: 'an invoice is of what was paid, a credit note of what went back',
      ...(await wrongDocuments(tx, newer)),
    },
    { name: 'a confirmed order has its invoice', ...(await lackingInvoices(tx, newer)) },
    { name: 'money that went back has its credit note', ...(await lackingCreditNotes(tx, newer)) },
  ];
}
