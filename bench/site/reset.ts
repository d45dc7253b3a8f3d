import { setTimeout as sleep } from 'node:timers/promises';
import { uuids } from '@sagashop/chassis/postgres/arrays';
import { makeOrders } from '../rows/made-orders.ts';
import { writeOrders } from '../rows/write-orders.ts';
import { type Databases, withDatabases } from './databases.ts';
import { MONEY, ON_HAND } from './seed.ts';
import type { Site } from './site.ts';

const PATIENCE = 45_000; // ms; a saga turns back 30 s after its start
const BATCH = 1000;
const BATCHES = 2; // at once

/**
 * Takes all orders out of the databases and puts `kept` finished ones in, so that every measurement starts from
 * the same data: with no rows at all, PostgreSQL would plan for empty tables. Waits for orders in flight; throws
 * when they do not end. A checkpoint is behind it, so that nothing of it is written during a measurement.
 */
export async function reset(site: Site, kept: number, signal: AbortSignal): Promise<void> {
  await withDatabases(site.ground.databases, 1, async (databases) => {
    await untilSettled(databases, signal);
    await empty(databases);
    await putBack(databases);
  });
  await fill(site, kept, signal, () => {});
}

/** Puts so many finished orders into the databases, tidied up as PostgreSQL does it in time. */
export async function fill(
  site: Site,
  count: number,
  signal: AbortSignal,
  told: (done: number) => void,
): Promise<void> {
  let next = 0;
  let done = 0;
  await withDatabases(site.ground.databases, BATCHES, async (databases) => {
    const write = async () => {
      while (next < count) {
        signal.throwIfAborted();
        const some = Math.min(BATCH, count - next);
        next += some;
        await writeOrders(databases, makeOrders(site.props, some));
        told((done += some));
      }
    };
    await Promise.all(Array.from({ length: BATCHES }, write));
    const { order, payment, stock, delivery, notify } = databases;
    await Promise.all([order, payment, stock, delivery, notify].map((sql) => sql`vacuum (analyze)`));
  });
  await site.engine`checkpoint`;
}

async function untilSettled({ order }: Databases, signal: AbortSignal): Promise<void> {
  const until = performance.now() + PATIENCE;
  for (;;) {
    const [row] = await order<{ open: string }[]>`select count(*) as open from sagas where ended_at is null`;
    if (Number(row!.open) === 0) return;
    if (performance.now() > until) throw new Error(`${row!.open} orders of the last scenario do not end.`);
    await sleep(100, undefined, { signal });
  }
}

async function empty({ order, payment, stock, delivery, notify }: Databases): Promise<void> {
  await Promise.all([
    order`truncate orders, order_lines, recipients, sagas, idempotency_keys, documents, documents_due, document_series, document_progress`,
    payment.begin((tx) => [
      tx`alter table entries disable trigger entries_are_immutable`,
      tx`truncate entries, holds, idempotency_keys`,
      tx`alter table entries enable trigger entries_are_immutable`,
    ]),
    stock.begin((tx) => [
      tx`alter table movements disable trigger movements_are_immutable`,
      tx`truncate reservations, movements, alerts`,
      tx`alter table movements enable trigger movements_are_immutable`,
    ]),
    delivery`truncate bookings, courier_days`,
    notify`truncate messages`,
  ]);
}

/** The goods and the money that orders have moved. A product has as many on hand as were received. */
async function putBack({ payment, stock }: Databases): Promise<void> {
  await stock`update goods set on_hand = ${ON_HAND}::int, reserved = 0
    where (on_hand > 0 or reserved > 0) and (on_hand <> ${ON_HAND}::int or reserved <> 0)`;
  await stock`insert into movements (product_id, reason, quantity, on_hand)
    select product_id, 'received', on_hand, on_hand from goods where on_hand > 0`;
  await payment`update accounts set balance = ${MONEY}::bigint, held = 0`;
  const ids = (await payment<{ id: string }[]>`select user_id as id from accounts`).map(({ id }) => id);
  await payment`insert into entries (transfer_id, kind, account, user_id, amount)
    select id, 'deposit', side.account, side.user_id, side.amount from unnest(${uuids(ids)}::uuid[]) as id,
      lateral (values ('customer', id, ${MONEY}::bigint), ('deposits', null, -${MONEY}::bigint))
        as side (account, user_id, amount)`;
}
