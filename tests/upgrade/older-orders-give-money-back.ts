import assert from 'node:assert/strict';
import { runAudit } from '@sagashop/audit/contract';
import type { Hosted } from '../../cli/src/host.ts';
import { until } from '../../cli/test/scratch.ts';
import { olderOrdersHaveInvoices } from './older-orders-have-invoices.ts';
import { olderOrdersLiveOn } from './older-orders-live-on.ts';

/** An order of the release before has lines and a payment like any other: a part goes back, then all that is left. */
export async function olderOrdersGiveMoneyBack(
  { gateway, peers }: Pick<Hosted, 'gateway' | 'peers'>,
  owner: Record<string, string>,
  dump: (name: string, query: string) => Promise<Record<string, string>[]>,
): Promise<void> {
  await olderOrdersHaveInvoices(dump);
  const [older] = await dump('order', "select id, total from orders where idempotency_key = 'older-2'");
  const url = `/api/orders/${older!['id']}`;
  const read = async () => (await gateway.inject({ url, headers: owner })).json();
  const before = await read();
  assert.deepEqual([before.money, before.refunds], ['paid', []]);
  const { id: lineId, paid } = before.lines[0];
  assert.ok(paid.amount > 0);
  const ask = (path: string, payload: object) =>
    gateway.inject({
      method: 'POST',
      url: url + path,
      headers: { ...owner, 'idempotency-key': path },
      payload,
    });
  const lines = [{ lineId, quantity: 1 }];
  const refund = await ask('/refunds', { lines, reason: 'A scratch' });
  assert.equal(refund.statusCode, 201, refund.body);
  const part = refund.json().amount.amount;
  const foretold = (await gateway.inject({ url: `${url}/foretold?act=cancel`, headers: owner })).json();
  const left = before.total.amount - part;
  const expected = left === 0 ? [] : [-left, left];
  assert.deepEqual(
    foretold.entries.map((one: { amount: { amount: number } }) => one.amount.amount).sort(),
    expected.sort(),
  );
  assert.ok([200, 202].includes((await ask('/cancellation', {})).statusCode));
  await until(async () => (await peers.ask(runAudit, {})).inFlightCount === 0);
  const { invariants } = await peers.ask(runAudit, {});
  assert.deepEqual(
    invariants.filter(({ ok }) => !ok),
    [],
  );
  await olderOrdersLiveOn({ gateway, peers }, owner, dump);
}
