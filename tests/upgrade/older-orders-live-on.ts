import assert from 'node:assert/strict';
import { runAudit } from '@sagashop/audit/contract';
import type { Hosted } from '../../cli/src/host.ts';
import { until } from '../../cli/test/scratch.ts';

/** What becomes of each older order's parcel; one of them had its saga under way when the release before was killed. */
const LIVES: Record<string, readonly string[]> = {
  'older-1': ['handover', 'failure', 'handover', 'failure'],
  'older-3': ['packing', 'handover', 'delivery'],
  'older-behind-its-pivot': ['handover'],
};
const BECAME = ['returned', 'delivered', 'shipped'];

/** Orders of a release that knew neither parts nor parcels live on: pieces are cancelled, the rest of them leaves. */
export async function olderOrdersLiveOn(
  { gateway, peers }: Pick<Hosted, 'gateway' | 'peers'>,
  owner: Record<string, string>,
  dump: (name: string, query: string) => Promise<Record<string, string>[]>,
): Promise<void> {
  const post = async (url: string, payload: object = {}) => {
    const headers = { ...owner, 'idempotency-key': crypto.randomUUID() };
    const answer = await gateway.inject({ method: 'POST', url, headers, payload });
    assert.ok(answer.statusCode < 300, `${url}: ${answer.body}`);
    return answer.json();
  };
  const ended = async () => (await peers.ask(runAudit, {})).inFlightCount === 0;
  const became: string[] = [];
  for (const [key, acts] of Object.entries(LIVES)) {
    const [order] = await dump('order', `select id from orders where idempotency_key = '${key}'`);
    const url = `/api/orders/${order!['id']}`;
    const read = async () => (await gateway.inject({ url, headers: owner })).json();
    const { lines } = await read();
    const [{ id: lineId }] = lines;
    const pieces = lines.reduce((sum: number, { quantity }: { quantity: number }) => sum + quantity, 0);
    if (pieces > 1) await post(`${url}/cancellation`, { lines: [{ lineId, quantity: 1 }] });
    const parcel = await post(`${url}/shipments`);
    for (const act of acts) await post(`/api/shipments/${parcel.id}/${act}`);
    became.push((await read()).status);
  }
  assert.deepEqual(became, BECAME);
  await until(ended);
  const { invariants } = await peers.ask(runAudit, {});
  assert.deepEqual(
    invariants.filter(({ ok }) => !ok),
    [],
  );
}
