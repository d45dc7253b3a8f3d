import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runAudit } from '../../src/actions/run-audit.ts';
import { ended, services, shopOf as shopOfIds } from '../fake-services.ts';

const id = (at: number) => `0190f7a0-0000-7000-8000-${String(at).padStart(12, '0')}`;
const shopOf = (count: number) => shopOfIds(Array.from({ length: count }, (_, at) => id(at)));

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

test('with a scope only newer orders are looked at, and those that are named', async () => {
  const facts = shopOf(5000);
  for (const at of [10, 20, 4000])
    facts['delivery']!.find((fact) => fact.order === id(at))!['state'] = 'cancelled';
  const asked: unknown[] = [];
  const scope = { since: id(3000), orders: [id(10), id(3500)] };
  const found = await runAudit(
    services(facts, (_, question) => {
      if (question.checks) asked.push([question.since, question.orders]);
    }),
    scope,
  );
  assert.equal(found.orders, 2001);
  const courier = found.invariants.find(({ name }) => name === 'a confirmed order has one courier')!;
  assert.deepEqual([courier.checked, courier.failures], [2001, [id(10), id(4000)]]);
  assert.deepEqual(asked, Array(7).fill([scope.since, scope.orders]));
});
