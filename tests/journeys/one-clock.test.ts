import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, dateIn } from '@sagashop/kernel/clock';
import { shiftClock } from './shifted-clock.ts';
import { openTestShop } from './test-shop.ts';

const MINUTE = 60_000;

// Databases go by the machine's clock, and this process by one that is 20 minutes from it, while the shop's day begins:
// where the two meet, it is the databases' that counts.
for (const ahead of [20, -20]) {
  test(`with clocks ${ahead} minutes apart each listed day can be ordered at midnight, and no other`, async (t) => {
    const machine = Date.now();
    // Ten minutes before midnight, or after it, by the databases; on the other side of it by this process.
    const zone = zoneAt(machine, ahead > 0 ? 24 * 60 - 10 : 10);
    const today = dateIn(zone, new Date(machine));
    t.after(shiftClock(ahead * MINUTE));
    const shop = await openTestShop({ SAGASHOP_TZ: zone });
    const alice = await shop.customer(100_000);
    const goods = await shop.product(100, 20);
    await shop.courier(20);
    const days = (await shop.ask('GET', '/api/delivery/dates')).body.items.map(
      ({ date }: { date: string }) => date,
    );
    assert.deepEqual([days[0], days.at(-1)], [addDays(today, 1), addDays(today, 14)]);
    const order = (deliveryDate: string) =>
      alice.order([{ productId: goods, quantity: 1 }], { deliveryDate });
    for (const date of [days[0], days[7], days.at(-1)]) {
      const { status, body } = await order(date);
      assert.deepEqual([status, body.deliveryDate], [201, date], JSON.stringify(body));
    }
    for (const date of [today, addDays(today, 15)]) {
      const { status, body } = await order(date);
      assert.deepEqual([status, body.code], [422, 'date_unavailable'], date);
    }

    const listed = (await alice.get('/api/orders')).body.items;
    const made = listed.map(({ id }: { id: string }) =>
      Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16),
    );
    for (const [at, ms] of made.entries()) {
      assert.ok(Math.abs(ms - Date.parse(listed[at].createdAt)) < 1000, 'an id tells the time of its row');
    }
    const { steps } = (await alice.get(`/api/orders/${listed[0].id}/saga`)).body;
    for (const { startedAt, endedAt } of steps) {
      assert.ok(startedAt >= listed[0].createdAt, `${startedAt} < ${listed[0].createdAt}`);
      assert.ok(Date.parse(endedAt) - Date.parse(listed[0].createdAt) < 5 * MINUTE);
    }

    const since = new Date(machine - MINUTE).toISOString();
    const newer = (await shop.must(
      200,
      shop.ask('GET', `/api/audit?since=${since}`, { as: shop.admin }),
    )) as {
      orders: number;
    };
    assert.equal(newer.orders, 3, 'the audit of the last minute sees them');
    const later = new Date(machine + 10 * MINUTE).toISOString();
    const none = await shop.must(200, shop.ask('GET', `/api/audit?since=${later}`, { as: shop.admin }));
    assert.equal(none.orders, 0);
    await shop.settled();
  });
}

/** A zone in which the day is so many minutes old at this moment. */
function zoneAt(at: number, minutes: number): string {
  const now = Math.floor(at / MINUTE) % (24 * 60);
  const offset = ((((minutes - now) % (24 * 60)) + 24 * 60 + 12 * 60) % (24 * 60)) - 12 * 60;
  const text = (n: number) => String(n).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${text(Math.floor(Math.abs(offset) / 60))}:${text(Math.abs(offset) % 60)}`;
}
