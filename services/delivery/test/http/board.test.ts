import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { as } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { allRight, day, newDatabase, opened } from '../opened.ts';

const url = await newDatabase();
const [delivery, other] = await Promise.all([opened(url), opened(url)]);
after(() => Promise.all([delivery.service.stop(), other.service.stop()]));

const clerk = as(newId(), { roles: ['clerk'] });
const call = async (
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  payload?: object,
  more = {},
  at = delivery,
) => {
  const headers = { ...clerk, ...more };
  const answer = await at.app.inject({ method, url: path, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json() };
};
const assign = (order: string, to: object, more = {}, at = delivery) =>
  call('POST', `/api/deliveries/${order}/assignment`, to, more, at);
const plan = (courier: string, date: string, capacity: number | null) =>
  call('PUT', `/api/couriers/${courier}/days/${date}`, { capacity });
const cells = async (from = day(1), to = from) =>
  (await call('GET', `/api/delivery/board?from=${from}&to=${to}`)).body.items as {
    courierId: string;
    date: string;
    capacity: number;
    booked: number;
    stops: string[];
  }[];
const cell = async (courierId: string, date: string) =>
  (await cells(date)).find((one) => one.courierId === courierId)!;
const booked = async (date: string) => {
  const order = newId();
  await delivery.book(order, date);
  return order;
};

test('a delivery goes to another courier or day within the capacity, and counts there', async () => {
  const [ann, bob] = (await delivery.couriers(2, 1)) as [string, string];
  const order = await booked(day(1));
  const from = (await cells()).find(({ stops }) => stops.includes(order))!.courierId;
  const to = from === ann ? bob : ann;
  const moved = { orderId: order, courierId: to, date: day(1) };
  assert.deepEqual(await assign(order, { courierId: to }), { status: 201, body: moved });
  assert.deepEqual((await cell(to, day(1))).stops, [order]);
  assert.equal((await cell(from, day(1))).booked, 0);
  assert.deepEqual((await assign(order, { courierId: to, date: day(1) })).body, moved, 'it is there already');
  assert.deepEqual((await assign(order, { date: day(2) })).body, { ...moved, date: day(2) });
  const full = await booked(day(2));
  await assign(full, { courierId: bob, date: day(2) });
  const refused = await assign(await booked(day(1)), { courierId: bob, date: day(2) });
  assert.deepEqual([refused.status, refused.body.code], [409, 'no_capacity']);
  assert.ok(allRight(await delivery.audit()));
});

test('what can be no delivery’s place is refused, and nothing is moved', async () => {
  const [ann] = await delivery.couriers(5);
  const order = await booked(day(1));
  for (const [to, code] of [
    [{ courierId: newId() }, 'unknown_courier'],
    [{ date: '2020-01-01' }, 'date_unavailable'],
    [{ date: '2099-01-01' }, 'date_unavailable'],
    [{ date: '2026-02-30' }, 'validation_failed'],
  ] as const) {
    const { status, body } = await assign(order, to);
    assert.deepEqual([status, body.code], [422, code], JSON.stringify(to));
  }
  assert.equal((await assign(newId(), { courierId: ann })).body.code, 'not_booked');
  assert.deepEqual((await cell(ann!, day(1))).stops, [order]);
  const board = await call('GET', `/api/delivery/board?from=${day(1)}&to=2099-01-01`);
  assert.deepEqual([board.status, board.body.code], [422, 'validation_failed']);
});

test('a day off takes no bookings and no moves, and leaves what stands to be moved by hand', async () => {
  const [ann, bob] = (await delivery.couriers(3, 3)) as [string, string];
  const stands = await booked(day(3));
  await assign(stands, { courierId: ann, date: day(3) });
  assert.deepEqual((await plan(ann, day(3), 0)).body, {
    courierId: ann,
    date: day(3),
    capacity: 0,
    booked: 1,
  });
  assert.deepEqual((await cell(ann, day(3))).stops, [stands]);
  for (let n = 0; n < 3; n += 1) await booked(day(3));
  assert.equal((await cell(bob, day(3))).booked, 3);
  const reply = await delivery.book(newId(), day(3));
  assert.deepEqual([reply.kind, reply.kind === 'refused' && reply.code], ['refused', 'no_courier']);
  assert.equal((await delivery.free())[2]!.free, 0);
  assert.equal(
    (await assign(await booked(day(4)), { courierId: ann, date: day(3) })).body.code,
    'no_capacity',
  );
  await plan(ann, day(3), null);
  assert.equal((await delivery.free())[2]!.free, 2);
  assert.ok(allRight(await delivery.audit()));
});

test('of a move and a cancel at once one wins, and the days are right either way', async () => {
  const [ann, bob] = (await delivery.couriers(100, 100)) as [string, string];
  const orders = await Promise.all(Array.from({ length: 30 }, () => booked(day(5))));
  const answers = await Promise.all(
    orders.flatMap((order, n) => [
      assign(order, { courierId: n % 2 ? ann : bob, date: day(6) }, {}, n % 3 ? delivery : other),
      other.cancel(order),
    ]),
  );
  for (const answer of answers)
    if ('status' in answer)
      assert.ok(answer.status === 201 || answer.body.code === 'not_booked', JSON.stringify(answer));
  assert.deepEqual(
    (await cells(day(5), day(6))).map((one) => one.booked).filter((count) => count > 0),
    [],
  );
  assert.ok(allRight(await delivery.audit()));
});

test('many moves at once into one day never exceed its capacity', async () => {
  const [ann] = (await delivery.couriers(5, 50)) as [string];
  const orders = await Promise.all(Array.from({ length: 20 }, () => booked(day(7))));
  await Promise.all(
    orders.map((order, n) => assign(order, { courierId: ann, date: day(8) }, {}, n % 2 ? delivery : other)),
  );
  const { booked: there, capacity } = await cell(ann, day(8));
  assert.deepEqual([there, capacity], [5, 5]);
  assert.ok(allRight(await delivery.audit()));
});

test('with a key a move is made once, and every change by staff stands in the audit log', async () => {
  const [ann, bob] = (await delivery.couriers(5, 5)) as [string, string];
  const order = await booked(day(9));
  await assign(order, { courierId: ann });
  const key = { 'idempotency-key': 'move-1' };
  const first = await assign(order, { courierId: bob }, key);
  await assign(order, { courierId: ann });
  assert.deepEqual((await assign(order, { courierId: bob }, key)).body, first.body);
  assert.deepEqual((await cell(ann, day(9))).stops, [order]);
  await plan(ann, day(9), 1);
  const log = delivery.service.calls['audit-log']!;
  const { entries } = (await log({ limit: 100 } as never)) as { entries: Record<string, unknown>[] };
  const [planned, ...moves] = entries;
  assert.deepEqual([planned!['action'], planned!['after']], ['courier.plan-day', { capacity: 1 }]);
  const [last] = moves.filter(({ subject }) => subject === `order:${order}`);
  assert.deepEqual(
    [last!['action'], last!['before'], last!['after']],
    ['delivery.move', { courierId: bob }, { courierId: ann }],
  );
  const list = await call('GET', `/api/delivery/stops?courierId=${ann}&date=${day(9)}`);
  assert.deepEqual(list.body, { items: [{ orderId: order }], nextCursor: null });
});

test('a courier and a packer move nothing', async () => {
  for (const roles of [['courier'], ['packer'], []]) {
    const headers = as(newId(), { roles });
    const { statusCode } = await delivery.app.inject({
      ...{ method: 'POST', url: `/api/deliveries/${newId()}/assignment`, headers, payload: {} },
    });
    assert.equal(statusCode, 403);
  }
});
