import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { plain, uuids } from '@sagashop/chassis/postgres/arrays';
import { connect } from '@sagashop/chassis/postgres/connect';
import { migrate } from '@sagashop/chassis/postgres/migrate';
import { testDatabase } from '@sagashop/chassis/testing';
import { migrationsOfCode } from '../../cli/src/services.ts';

/** A service's database as a release left it whose last migration is before `next`; `upgrade` brings it up to date. */
async function leftBefore(name: 'order' | 'delivery' | 'notify', next: string) {
  const sql = connect(await testDatabase(`left_${name}`), { name: 'test', max: 1 });
  after(() => sql.end());
  const folder = new URL(`../../services/${name}/migrations/`, import.meta.url);
  const all = await migrationsOfCode(name);
  await migrate(sql, folder, { only: new Set(all.filter((one) => one < next)) });
  return { sql, upgrade: () => migrate(sql, folder) };
}

const STATES = ['asked', 'approved', 'refused', 'received', 'settled'];

test('returns of the release before stay as they are, and what was wanted for them is left to their customers', async () => {
  const { sql, upgrade } = await leftBefore('order', '0030');
  const write = () => sql`
    insert into returns (id, order_id, state, lines, exchange, reason, by_user, receipt, amount, received_at)
    select gen_random_uuid(), gen_random_uuid(), state, '[{"place":0,"quantity":1}]', wanted, 'Chipped', gen_random_uuid(),
      case when came then gen_random_uuid() end, case when came then 100 end, case when came then now() end
    from unnest(${plain(STATES)}::text[]) as state cross join (values (null), ('[{"productId":"x","quantity":1}]')) as of (wanted)
    cross join lateral (select state in ('received', 'settled')) as one (came)`;
  const rows = () => sql`select id, state, lines, exchange, reason, receipt, amount from returns order by id`;
  await write();
  const before = await rows();
  assert.equal(before.length, 2 * STATES.length);
  await upgrade();
  assert.deepEqual([...(await rows())], [...before]);
  // As the release before goes on writing until its processes are gone.
  await write();
  const [{ n } = { n: 0 }] = await sql<{ n: number }[]>`
    select count(*)::int as n from returns
    where num_nonnulls(come_by, reminded_at, exchanged, agreed, not_exchanged, exchanged_at) = 0`;
  assert.equal(n, 4 * STATES.length, 'none of them is ordered by itself');
  const [{ waits } = { waits: 0 }] = await sql<{ waits: number }[]>`
    select count(*)::int as waits from returns where state = 'approved' and come_by is null and lease_until < now()`;
  assert.equal(waits, 4, 'those on their way get a day once they are looked at');
});

test('a parcel that was cancelled gets who was to bring it and when; all others stay as they are', async () => {
  const { sql, upgrade } = await leftBefore('delivery', '0007');
  const [courier, other] = [randomUUID(), randomUUID()];
  const orders = [randomUUID(), randomUUID(), randomUUID()];
  await sql`
    insert into bookings (order_id, courier_id, date, state, place, capacity) values
      (${orders[0]!}, ${courier}, '2026-03-01', 'booked', 1, 5), (${orders[1]!}, ${courier}, '2026-03-02', 'cancelled', 1, 5)`;
  const states = ['planned', 'packed', 'handed_over', 'delivered', 'failed', 'returned', 'cancelled'];
  await sql`
    insert into shipments (order_id, id, state, nth, courier_id, date)
    select of.id, gen_random_uuid(), state, 1, case when gone then ${other}::uuid end, case when gone then date '2026-02-01' end
    from unnest(${uuids(orders)}::uuid[]) as of (id) cross join unnest(${plain(states)}::text[]) as state
    cross join lateral (select state in ('handed_over', 'delivered')) as one (gone)`;
  const others = () => sql`select * from shipments where state <> 'cancelled' order by id`;
  const before = await others();
  await upgrade();
  assert.deepEqual([...(await others())], [...before]);
  const cancelled = await sql`
    select order_id, courier_id, date::text from shipments where state = 'cancelled' order by array_position(${uuids(orders)}::uuid[], order_id)`;
  assert.deepEqual(
    cancelled.map(({ orderId, courierId, date }) => [orderId, courierId, date]),
    [
      [orders[0], courier, '2026-03-01'],
      [orders[1], courier, '2026-03-02'],
      [orders[2], null, null],
    ],
  );
});

test('messages of the release before are of kinds that there still are', async () => {
  const { sql, upgrade } = await leftBefore('notify', '0017');
  const write = (kind: string) => sql`
    insert into messages (order_id, kind, id, user_id, language, message)
    values (gen_random_uuid(), ${kind}, gen_random_uuid(), gen_random_uuid(), 'en', 'It is so')`;
  const known = [
    'confirmed',
    'return_asked',
    'return_approved',
    'return_refused',
    'return_received',
    'sent_back',
  ];
  for (const kind of known) await write(kind);
  await assert.rejects(write('return_expired'), /messages_kind_check/);
  await upgrade();
  assert.equal((await sql`select from messages`).length, known.length);
  await write('return_expired');
  await assert.rejects(write('nonsense'), /messages_kind_check/);
});
