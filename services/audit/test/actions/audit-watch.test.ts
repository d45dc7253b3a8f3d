import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMetrics } from '@sagashop/chassis/observe/metrics';
import { testContext } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { openAudit } from '../../src/app.ts';
import { ended, type Question, services, shopOf, wholeOrder } from '../fake-services.ts';

const HOUR = 3_600_000;
const SUMS = 'stock: 0 ≤ reserved ≤ on hand';
const COURIER = 'a confirmed order has one courier';

/** An audit that looks as fast as it can at a shop that a test may break, and what its metrics say. */
async function watched(facts: ReturnType<typeof shopOf>, now?: () => number) {
  const metrics = createMetrics();
  const looks: Question[] = [];
  const peers = services(
    facts,
    (service, question) => {
      if (service === 'stock' && question.checks) looks.push(question);
    },
    (service, { since }) => {
      return service === 'stock' && !since ? [{ name: SUMS, checked: 1, failures: broken }] : [];
    },
    now,
  );
  let broken: string[] = [];
  const context = testContext({ AUDIT_EVERY_MS: '1' }, peers);
  const audit = await openAudit({ ...context, metrics });
  await audit.start();
  const shown = async () => {
    const page = await metrics.registry.metrics();
    const lines = page.split('\n').filter((line) => line.startsWith('sagashop_audit_'));
    const all = Object.fromEntries(
      lines.map((line): [string, number] => {
        const at = line.lastIndexOf(' ');
        return [line.slice('sagashop_audit_'.length, at), Number(line.slice(at + 1))];
      }),
    );
    return { ok: all['ok{service="audit"}'], of: (name: string) => all[name], all };
  };
  /** Waits until the metrics say so. */
  const until = async (what: (now: Awaited<ReturnType<typeof shown>>) => boolean) => {
    for (;;) {
      const now = await shown();
      if (what(now)) return now;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  };
  return {
    looks,
    shown,
    until,
    breakSums: (ids: string[]) => {
      broken = ids;
    },
    whole: () => audit.calls['run']!({} as never) as Promise<{ ok: boolean }>,
    stop: () => audit.stop(),
  };
}

test('an order that is broken is told until it is mended, however old it is by then', async () => {
  const facts = shopOf([newId(Date.now() - HOUR), newId()]);
  const audit = await watched(facts);
  const first = await audit.until(({ ok }) => ok === 1);
  assert.equal(first.of(`failures{invariant="${COURIER}"}`), 0);
  const delivery = facts['delivery']!;
  delivery[1]!['state'] = 'cancelled';
  await audit.until(({ ok, of }) => ok === 0 && of(`failures{invariant="${COURIER}"}`) === 1);
  delivery[1]!['state'] = 'booked';
  await audit.until(({ ok }) => ok === 1);

  // An old order is no look's business until somebody audits everything.
  delivery[0]!['state'] = 'cancelled';
  const before = audit.looks.length;
  await audit.until(() => audit.looks.length > before + 2);
  assert.equal((await audit.shown()).ok, 1);
  assert.equal((await audit.whole()).ok, false);
  await audit.until(({ ok }) => ok === 0);
  const later = audit.looks.length;
  await audit.until(() => audit.looks.length > later + 2);
  assert.equal((await audit.shown()).ok, 0);
  delivery[0]!['state'] = 'booked';
  await audit.until(({ ok }) => ok === 1);
  await audit.stop();
});

test('an order is looked at whose id goes by a database that is 20 minutes behind', async () => {
  const behind = () => Date.now() - HOUR / 3;
  const facts = shopOf([]);
  const audit = await watched(facts, behind);
  await audit.until(({ ok }) => ok === 1);
  for (const [service, fact] of Object.entries(wholeOrder(newId(behind())))) facts[service]!.push(fact);
  facts['delivery']![0]!['state'] = 'cancelled';
  await audit.until(({ ok }) => ok === 0);
  await audit.stop();
});

test('a sum that is wrong stays wrong until all orders are looked at again', async () => {
  const audit = await watched(shopOf([newId()]));
  await audit.until(({ ok }) => ok === 1);
  audit.breakSums(['a-product']);
  await audit.whole();
  const before = audit.looks.length;
  await audit.until(() => audit.looks.length > before + 2);
  assert.equal((await audit.shown()).of(`failures{invariant="${SUMS}"}`), 1);
  audit.breakSums([]);
  await audit.whole();
  await audit.until(({ ok }) => ok === 1);
  await audit.stop();
});

test('orders in flight are counted by how they stand and asked for again, however old', async () => {
  const old = newId(Date.now() - HOUR);
  const facts = shopOf([newId(), newId()]);
  const inFlight = (order: string, saga: object) => ({
    ...wholeOrder(order)['order']!,
    status: 'pending',
    sagas: [{ ...ended, ended: false, state: 'running', ...saga }],
  });
  facts['order']!.unshift(inFlight(old, { state: 'parked', overdueSeconds: 3570 }));
  facts['order']!.push(inFlight(newId(), {}), inFlight(newId(), { overdueSeconds: 5 }));
  const audit = await watched(facts);
  await audit.whole();
  const counted = await audit.until(({ of }) => of('unfinished_orders{state="parked"}') === 1);
  assert.equal(counted.of('unfinished_orders{state="running"}'), 1);
  assert.equal(counted.of('unfinished_orders{state="late"}'), 1);
  await audit.until(() => audit.looks.at(-1)!.orders?.includes(old) ?? false);
  await audit.stop();
});

test('nothing is told before the first look, and a look that is under way ends when the audit stops', async () => {
  const quiet = await openAudit(testContext({ AUDIT_EVERY_MS: '0' }));
  await quiet.start();
  await quiet.stop();
  const many = Array.from({ length: 6000 }, () => newId()).sort();
  const audit = await watched(shopOf(many));
  assert.deepEqual((await audit.shown()).all, {});
  await audit.until(() => audit.looks.length > 0);
  await audit.stop();
});
