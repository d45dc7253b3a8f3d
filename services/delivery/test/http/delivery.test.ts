import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { as, testContext } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { openDelivery } from '../../src/app.ts';
import { day, newDatabase, opened, ZONE } from '../opened.ts';

const delivery = await opened(await newDatabase());
after(() => delivery.service.stop());
const { app, headers } = delivery;

const post = (payload: object, more: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url: '/api/couriers', headers: { ...headers, ...more }, payload });
const patch = (id: string, payload: object) =>
  app.inject({ method: 'PATCH', url: `/api/couriers/${id}`, headers, payload });

test('anyone sees the fourteen days and how many deliveries are free, also without couriers', async () => {
  const dates = async () => (await app.inject('/api/delivery/dates')).json();
  const days = Array.from({ length: 14 }, (_, index) => day(index + 1));
  assert.deepEqual(await dates(), {
    items: days.map((date) => ({ date, free: 0 })),
    nextCursor: null,
    zone: ZONE,
  });
  await delivery.couriers(2, 3);
  await delivery.book(newId(), day(2));
  const free = days.map((date) => ({ date, free: date === day(2) ? 4 : 5 }));
  assert.deepEqual(await dates(), { items: free, nextCursor: null, zone: ZONE });
});

test('an administrator adds a courier and changes name and capacity', async () => {
  const made = await post({ name: 'Пётр', dailyCapacity: 1_000_000 });
  assert.equal(made.statusCode, 201);
  const { id } = made.json();
  assert.deepEqual(made.json(), { id, name: 'Пётр', dailyCapacity: 1_000_000, userId: null });
  assert.deepEqual((await patch(id, { name: 'Pyotr' })).json(), {
    id,
    name: 'Pyotr',
    dailyCapacity: 1_000_000,
    userId: null,
  });
  assert.deepEqual((await patch(id, { dailyCapacity: 0 })).json(), {
    id,
    name: 'Pyotr',
    dailyCapacity: 0,
    userId: null,
  });
  assert.deepEqual((await patch(id, {})).json(), { id, name: 'Pyotr', dailyCapacity: 0, userId: null });
});

test('an unknown courier and an id that is no UUID are not found', async () => {
  for (const id of [newId(), 'x', '%00']) {
    const answer = await patch(id, { name: 'Nobody' });
    assert.deepEqual([answer.statusCode, answer.json().code], [404, 'not_found']);
  }
});

test('what is no courier is refused', async () => {
  const good = { name: 'Good', dailyCapacity: 1 };
  const bad = [
    {},
    { name: 'Good' },
    { ...good, name: '' },
    { ...good, name: ' \t' },
    { ...good, name: 'x'.repeat(101) },
    { ...good, name: 7 },
    { ...good, name: 'a\0b' },
    { ...good, dailyCapacity: -1 },
    { ...good, dailyCapacity: 1.5 },
    { ...good, dailyCapacity: 1_000_001 },
    { ...good, dailyCapacity: '1' },
    { ...good, dailyCapacity: null },
    { ...good, id: newId() },
  ];
  const { id } = (await post(good)).json();
  for (const body of bad) {
    const answer = await post(body);
    assert.deepEqual(
      [answer.statusCode, answer.json().code],
      [422, 'validation_failed'],
      JSON.stringify(body),
    );
  }
  for (const body of bad.slice(2)) assert.equal((await patch(id, body)).statusCode, 422);
});

test('couriers are for administrators only, whatever is sent', async () => {
  const asked = [
    { method: 'GET', url: '/api/couriers?limit=no' },
    { method: 'POST', url: '/api/couriers', payload: { name: 1 } },
    { method: 'PATCH', url: '/api/couriers/x', payload: { name: 1 } },
  ] as const;
  for (const request of asked) {
    assert.equal((await app.inject(request)).statusCode, 401);
    assert.equal((await app.inject({ ...request, headers: as(newId()) })).statusCode, 403);
  }
});

test('couriers are listed by name in pages, each once', async () => {
  await Promise.all(['Zoe', 'Ann', 'Ann', 'Ann', "O'Neill"].map((name) => post({ name, dailyCapacity: 0 })));
  const seen: { id: string; name: string }[] = [];
  let cursor = '';
  for (;;) {
    const list = (await app.inject({ url: `/api/couriers?limit=2${cursor}`, headers })).json();
    seen.push(...list.items);
    if (list.nextCursor === null) break;
    assert.equal(list.items.length, 2);
    cursor = `&cursor=${list.nextCursor}`;
  }
  assert.deepEqual(seen, await delivery.all());
  assert.equal(new Set(seen.map((courier) => courier.id)).size, seen.length);
  const names = seen.map((courier) => courier.name);
  assert.ok(
    names.indexOf('Ann') < names.indexOf("O'Neill") && names.indexOf("O'Neill") < names.indexOf('Zoe'),
  );
});

test('a broken cursor and a wrong limit are refused', async () => {
  const broken = Buffer.from(JSON.stringify(['a', 'no-uuid'])).toString('base64url');
  for (const query of ['limit=0', 'limit=101', 'limit=x', 'cursor=x', `cursor=${broken}`, 'cursor=']) {
    const answer = await app.inject({ url: `/api/couriers?${query}`, headers });
    assert.deepEqual([answer.statusCode, answer.json().code], [422, 'validation_failed'], query);
  }
});

test('a courier with an Idempotency-Key is added once', async () => {
  const before = (await delivery.all()).length;
  const key = { 'idempotency-key': 'one' };
  const body = { name: 'Once', dailyCapacity: 1 };
  const answers = await Promise.all(Array.from({ length: 6 }, () => post(body, key)));
  for (const answer of answers) {
    assert.equal(answer.statusCode, 201);
    assert.equal(answer.body, answers[0]!.body);
  }
  assert.equal((await delivery.all()).length, before + 1);
  assert.equal((await post({ ...body, name: 'Twice' }, key)).json().code, 'idempotency_key_reused');
});

test('an unknown time zone is refused at the start, by the name of its variable', async () => {
  const env = { DELIVERY_DATABASE_URL: 'postgres://nowhere.test/x', SAGASHOP_TZ: 'Mars/Olympus' };
  await assert.rejects(openDelivery(testContext(env)), /SAGASHOP_TZ: must be a time zone/);
});
