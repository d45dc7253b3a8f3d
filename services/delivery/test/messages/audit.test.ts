import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { newId } from '@sagashop/kernel/ids';
import { allRight, day, newDatabase, opened } from '../opened.ts';

const url = await newDatabase();
const delivery = await opened(url);
const sql = connect(url, { name: 'test', max: 1 });
after(() => Promise.all([delivery.service.stop(), sql.end()]));
const [courier] = await delivery.couriers(10);

/** Whether moves, plans and couriers have their entries. */
const logged = [[], [], [], []]; // and what is to be told
const failures = async () => (await delivery.audit()).checks.map((check) => check.failures);

test('facts come in pages sorted by order, for chosen orders, and since an order', async () => {
  const orders = Array.from({ length: 4 }, () => newId()).sort();
  const [booked, cancelled, refused, tombstone] = orders as [string, string, string, string];
  await delivery.book(booked, day(1));
  await delivery.book(cancelled, day(2));
  await delivery.cancel(cancelled);
  await delivery.book(refused, '2020-01-01');
  await delivery.cancel(tombstone);
  const pages = [];
  for (let after: string | undefined; ; ) {
    const { facts } = await delivery.audit({ limit: 3, ...(after && { after }) });
    if (facts.length === 0) break;
    pages.push(...facts);
    after = facts.at(-1)!.order;
  }
  assert.deepEqual(pages, [
    { order: booked, state: 'booked', courier, date: day(1) },
    { order: cancelled, state: 'cancelled', courier, date: day(2) },
    { order: refused, state: 'refused', courier: null, date: null },
    { order: tombstone, state: 'cancelled', courier: null, date: null },
  ]);
  const some = await delivery.audit({ limit: 10, orders: [tombstone, newId(), booked] });
  assert.deepEqual(some, { checks: [], facts: [pages[0], pages[3]] });
  const since = await delivery.audit({ limit: 10, since: refused });
  assert.deepEqual(since.facts, pages.slice(2));
});

test('a day that counts other than its bookings is named', async () => {
  assert.ok(allRight(await delivery.audit()));
  const order = newId();
  await delivery.book(order, day(3));
  const name = `${day(3)} ${courier}`;
  await sql`update courier_days set booked = booked + 1 where date = ${day(3)}`;
  assert.deepEqual(await failures(), [[name], [], ...logged]);
  await sql`delete from courier_days where date = ${day(3)}`;
  assert.deepEqual(await failures(), [[name], [], ...logged]);
  await sql`update bookings set state = 'cancelled' where order_id = ${order}`;
  assert.ok(allRight(await delivery.audit()));
});

test('a booking beyond the capacity of its time is named', async () => {
  const order = newId();
  await delivery.book(order, day(4));
  await sql`alter table bookings drop constraint within_capacity`;
  await sql`update bookings set place = capacity + 1 where order_id = ${order}`;
  assert.deepEqual(await failures(), [[], [order], ...logged]);
  await sql`update bookings set place = 0 where order_id = ${order}`;
  assert.deepEqual(await failures(), [[], [order], ...logged]);
});
