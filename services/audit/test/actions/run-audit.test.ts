import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Peers } from '@sagashop/chassis/calls';
import { runAudit } from '../../src/actions/run-audit.ts';

type Fact = { order: string } & Record<string, unknown>;
type Question = { after?: string; orders?: string[]; limit: number };

/** Services that answer from lists which a test may change between two questions. */
function services(
  facts: Record<string, Fact[]>,
  before: (service: string, question: Question) => void = () => {},
) {
  const ask = async (call: { service: string }, question: Question) => {
    before(call.service, question);
    const all = facts[call.service] ?? [];
    const chosen = question.orders
      ? all.filter((fact) => question.orders!.includes(fact.order))
      : all.filter((fact) => !question.after || fact.order > question.after);
    return { checks: [], facts: structuredClone(chosen.slice(0, question.limit)) };
  };
  return { ask } as unknown as Peers;
}

const ended = {
  id: 's',
  name: 'place-order',
  state: 'ended',
  ended: true,
  ageSeconds: 1,
  overdueSeconds: -29,
  updatedAt: 't',
};
const id = (at: number) => `0190f7a0-0000-7000-8000-${String(at).padStart(12, '0')}`;

function wholeOrder(order: string): Record<string, Fact> {
  return {
    order: {
      order,
      user: 'u',
      status: 'confirmed',
      reason: null,
      total: 1,
      agreed: 1,
      lines: [],
      sagas: [ended],
    },
    payment: {
      order,
      state: 'captured',
      user: 'u',
      amount: 1,
      captured: 1,
      captures: 1,
      refunded: 0,
      refunds: 0,
    },
    stock: { order, state: 'taken', lines: [] },
    delivery: { order, state: 'booked', courier: 'c', date: 'd' },
    notify: { order, messages: 1, confirmations: 1, cancellations: 0 },
  };
}

function shopOf(count: number) {
  const facts: Record<string, Fact[]> = { order: [], payment: [], stock: [], delivery: [], notify: [] };
  for (let at = 0; at < count; at += 1) {
    for (const [service, fact] of Object.entries(wholeOrder(id(at)))) facts[service]!.push(fact);
  }
  return facts;
}

test('streams of many pages are merged, and what is missing in one is found', async () => {
  const facts = shopOf(5000);
  facts['delivery']!.splice(4321, 1);
  facts['notify']!.splice(0, 1);
  const report = await runAudit(services(facts));
  assert.equal(report.orders, 5000);
  const failing = report.invariants
    .filter((found) => !found.ok)
    .map(({ name, failures }) => [name, failures]);
  assert.deepEqual(failing, [
    ['a confirmed order has one courier', [id(4321)]],
    ['a confirmed order has one message', [id(0)]],
  ]);
});

test('an order that was on its way while it was read is read again and judged by what it became', async () => {
  const facts = shopOf(3);
  const late = facts['notify']!.pop()!;
  const report = await runAudit(
    services(facts, (service, question) => {
      if (service === 'notify' && question.orders) facts['notify']!.push(late);
    }),
  );
  assert.ok(report.ok);
});

test('an order that moves while it is read again is no failure', async () => {
  const facts = shopOf(1);
  facts['stock']!.pop();
  let readings = 0;
  const report = await runAudit(
    services(facts, (service, question) => {
      if (service !== 'order' || !question.orders) return;
      readings += 1;
      Object.assign(facts['order']![0]!, { sagas: [{ ...ended, updatedAt: `t${readings}` }] });
    }),
  );
  assert.equal(readings, 2);
  assert.ok(report.ok);
});

test('a hold whose order is written while the streams are read is no orphan', async () => {
  const facts = shopOf(1);
  const order = facts['order']!.pop()!;
  const report = await runAudit(
    services(facts, (service, question) => {
      if (service === 'order' && question.orders && facts['order']!.length === 0) facts['order']!.push(order);
    }),
  );
  assert.ok(report.ok, JSON.stringify(report.invariants.filter((found) => !found.ok)));
});
