import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { periodOf } from '../../src/store/withdrawals.ts';
import { orderService, participants, tea } from '../order-world.ts';

const env = { SAGASHOP_COUNTRY: 'DE' };
const shop = await orderService(participants(), undefined, env);
const sql = connect(shop.url, { name: 'test', max: 1 });
after(() => sql.end());

const post = async (url: string, payload: object, who: Record<string, string> = {}) => {
  const headers = { ...who, 'idempotency-key': randomUUID() };
  const answer = await shop.app.inject({ method: 'POST', url, headers, payload });
  assert.ok(answer.statusCode < 300, answer.body);
  return answer.json();
};

/** Until when an order can be withdrawn from that the shop heard at this time was delivered. */
async function until(heard: string, days: number, zone: string): Promise<string> {
  const [order, parcel] = [randomUUID(), randomUUID()];
  await sql`insert into shipments (id, order_id, lines, state, by_user)
    values (${parcel}, ${order}, '[]', 'delivered', ${order})`;
  await sql`insert into shipment_acts (shipment, nth, id, act, at, received_at, by_user)
    values (${parcel}, 1, ${randomUUID()}, 'delivery', ${heard}, ${heard}, ${order})`;
  const { until, over } = await periodOf(sql, { id: order, goods: 'delivered' }, { days, zone });
  assert.equal(over, until!.getTime() <= Date.now());
  return until!.toISOString();
}

const PERIODS: [what: string, heard: string, days: number, zone: string, until: string][] = [
  ['in the last minute of a day', '2026-01-10T22:59:59Z', 14, 'Europe/Berlin', '2026-01-24T23:00:00.000Z'],
  ['in the first minute of a day', '2026-01-10T23:00:00Z', 14, 'Europe/Berlin', '2026-01-25T23:00:00.000Z'],
  ['before summer time', '2026-03-27T23:30:00Z', 14, 'Europe/Berlin', '2026-04-11T22:00:00.000Z'],
  ['before winter time', '2026-10-20T10:00:00Z', 7, 'Europe/Berlin', '2026-10-27T23:00:00.000Z'],
  ['where a day begins early', '2026-06-01T11:30:00Z', 7, 'Pacific/Auckland', '2026-06-08T12:00:00.000Z'],
  ['where it begins late', '2026-06-02T06:00:00Z', 7, 'Pacific/Honolulu', '2026-06-09T10:00:00.000Z'],
  ['on a day of February', '2028-02-28T12:00:00Z', 1, 'UTC', '2028-03-01T00:00:00.000Z'],
];

for (const [what, heard, days, zone, expected] of PERIODS)
  test(`what was delivered ${what} can be withdrawn from for whole days of the shop’s zone`, async () => {
    assert.equal(await until(heard, days, zone), expected);
  });

test('two processes share the withdrawals that are due: each is carried out once', async () => {
  const second = await orderService(participants(), shop.url, env);
  const COUNT = 12;
  for (let nth = 0; nth < COUNT; nth += 1) {
    const { number } = await post(
      '/api/orders',
      { lines: [{ productId: tea.id, quantity: 2 }] },
      as(randomUUID()),
    );
    const offer = await post('/api/withdrawals', { number, email: 'someone@example.test' });
    const lines = [{ lineId: offer.lines[0].lineId, quantity: 1 }];
    await post(`/api/withdrawals/${offer.confirm}/confirmation`, { lines });
  }
  const left = async () => (await sql`select from withdrawals where state = 'confirmed'`).length;
  assert.equal(await left(), COUNT);
  await sql`update withdrawals set due_at = now()`;
  while ((await left()) > 0) await sleep(20);
  const [done] = await sql<{ parts: number; causes: number }[]>`
    select count(*)::int as parts, count(distinct p.id)::int as causes
    from cancelled_parts as p join withdrawals as w on w.id = p.id`;
  assert.deepEqual(done, { parts: COUNT, causes: COUNT });
  const [refunds] = await sql<{ n: number }[]>`select count(*)::int as n from refunds`;
  assert.equal(refunds!.n, COUNT);
  await second.stop();
});
