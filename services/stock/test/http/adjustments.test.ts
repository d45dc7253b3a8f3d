import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { allRight, newDatabase, opened } from '../opened.ts';

const url = await newDatabase();
const [stock, other] = await Promise.all([opened(url), opened(url)]);
const sql = connect(url, { name: 'test', max: 1 });
after(() => Promise.all([stock.service.stop(), other.service.stop(), sql.end()]));

const movementsOf = async (product: string) =>
  (
    await stock.app.inject({ url: `/api/stock/${product}/movements?limit=100`, headers: stock.headers })
  ).json().items;
const isRight = async () => assert.ok(allRight(await stock.audit()));

test('what is counted becomes what is on hand, and the difference is kept', async () => {
  const [apples] = await stock.products(50);
  await stock.reserve(newId(), [apples!, 4]);
  const counted = await stock.adjust(apples!, { quantity: 47, reason: 'counted', note: 'Shelf 3' });
  assert.equal(counted.statusCode, 201);
  const { onHand, reserved, available, movement } = counted.json();
  assert.deepEqual([onHand, reserved, available], [47, 4, 43]);
  assert.deepEqual([movement.quantity, movement.reason], [-3, 'counted']);
  await stock.adjust(apples!, { quantity: 47, reason: 'counted' });
  const [again, first, receipt] = await movementsOf(apples!);
  assert.deepEqual([again.quantity, again.onHand, again.note], [0, 47, undefined]);
  assert.deepEqual(
    [first.quantity, first.onHand, first.note, first.cause],
    [-3, 47, 'Shelf 3', movement.cause],
  );
  const entries =
    await sql`select actor, action, subject, before, after, reason from audit_log where id = ${first.cause}`;
  assert.deepEqual(
    [...entries],
    [
      {
        ...{ actor: first.by, action: 'stock.adjust', subject: `product:${apples}` },
        ...{ before: { onHand: 50 }, after: { onHand: 47 }, reason: 'counted: Shelf 3' },
      },
    ],
  );
  assert.deepEqual([receipt.reason, receipt.quantity, receipt.onHand], ['received', 50, 50]);
  assert.equal(receipt.byName, 'Olga');
  await isRight();
});

test('who counts by a number that is not so any more is shown both, unless it is as they want it', async () => {
  const [apples] = await stock.products(10);
  await stock.adjust(apples!, { quantity: -2, reason: 'lost' });
  const count = (quantity: number, onHand: number) =>
    stock.adjust(apples!, { quantity, reason: 'counted', was: { onHand } });
  const refused = await count(12, 10);
  assert.deepEqual([refused.statusCode, refused.json().code], [409, 'edit_conflict']);
  assert.deepEqual(refused.json().conflicts, [{ field: 'onHand', was: 10, now: 8, yours: 12 }]);
  assert.equal((await movementsOf(apples!)).length, 2);
  assert.deepEqual([(await count(8, 10)).statusCode, (await count(12, 8)).json().onHand], [201, 12]);
  assert.equal((await count(1, -1)).statusCode, 422);
  await isRight();
});

test('each reason has its sign, and none makes less than nothing or than orders have set aside', async () => {
  const [apples] = await stock.products(10);
  const adjust = async (quantity: unknown, reason: string) => {
    const answer = await stock.adjust(apples!, { quantity, reason });
    return answer.statusCode === 201 ? answer.json().onHand : answer.json().code;
  };
  assert.deepEqual([await adjust(-1, 'damaged'), await adjust(-1, 'lost')], [9, 8]);
  assert.deepEqual([await adjust(-1, 'given_away'), await adjust(1, 'correction')], [7, 8]);
  assert.deepEqual([await adjust(2, 'returned'), await adjust(-2, 'correction')], [10, 8]);
  for (const [quantity, reason] of [
    ...['damaged', 'lost', 'given_away'].map((reason) => [1, reason] as const),
    ...([
      [-1, 'received'],
      [-1, 'returned'],
      [-1, 'counted'],
      [0, 'correction'],
      [-1, 'sold'],
      [1, 'stolen'],
    ] as const),
    ...[1.5, '1', null, 1e12].map((quantity) => [quantity, 'counted'] as const),
    ...([[1_000_000_000, 'correction']] as const),
  ])
    assert.equal(await adjust(quantity, reason), 'validation_failed', `${quantity} ${reason}`);
  assert.equal(await adjust(-9, 'lost'), 'below_zero');
  await stock.reserve(newId(), [apples!, 5]);
  const refused = await stock.adjust(apples!, { quantity: 4, reason: 'counted' });
  const { code, onHand, reserved } = refused.json();
  assert.deepEqual([refused.statusCode, code, onHand, reserved], [409, 'below_reserved', 8, 5]);
  assert.deepEqual([await adjust(5, 'counted'), await adjust(-6, 'lost')], [5, 'below_zero']);
  assert.equal((await stock.adjust(newId(), { quantity: 1, reason: 'counted' })).statusCode, 404);
  await isRight();
});

test('one key is one adjustment, on whichever process it comes, and a refusal is kept for it too', async () => {
  const [apples] = await stock.products(10);
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, nth) =>
      (nth % 2 ? stock : other).post(
        `/api/stock/${apples}/adjustments`,
        { quantity: -2, reason: 'damaged' },
        'one',
      ),
    ),
  );
  // Who asks is part of a key, and each process of the test has an owner of its own.
  assert.deepEqual(new Set(answers.map(({ statusCode }) => statusCode)), new Set([201]));
  assert.equal(new Set(answers.map(({ body }) => body)).size, 2);
  assert.equal((await stock.stockOf(apples!)).onHand, 6);
  const refused = await stock.adjust(apples!, { quantity: -7, reason: 'lost' }, 'two');
  await stock.receive(apples!, 10);
  const again = await stock.adjust(apples!, { quantity: -7, reason: 'lost' }, 'two');
  assert.deepEqual([refused.statusCode, again.statusCode, again.body], [409, 409, refused.body]);
  assert.equal(again.headers['idempotency-replayed'], 'true');
  const headers = stock.headers;
  const payload = { quantity: 1, reason: 'counted' };
  const keyless = { method: 'POST', url: `/api/stock/${apples}/adjustments`, headers, payload } as const;
  assert.equal((await stock.app.inject(keyless)).json().code, 'idempotency_key_missing');
  await isRight();
});

test('a count at the moment of sales is of what lies there: each comes before or after it', async () => {
  const [apples] = await stock.products(100);
  const orders = Array.from({ length: 20 }, () => newId());
  await Promise.all(orders.map((order) => stock.reserve(order, [apples!, 1])));
  await Promise.all([
    ...orders.map((order, nth) => (nth % 2 ? stock : other).take(order)),
    stock.adjust(apples!, { quantity: 95, reason: 'counted' }),
    other.adjust(apples!, { quantity: 90, reason: 'counted' }),
  ]);
  const all = await movementsOf(apples!);
  const [last] = all.filter(({ reason }: { reason: string }) => reason === 'counted');
  const soldAfter = all.findIndex(({ id }: { id: string }) => id === last.id);
  assert.equal((await stock.stockOf(apples!)).onHand, last.onHand - soldAfter);
  assert.ok([90, 95].includes(last.onHand));
  await isRight();
});

test('a packer takes goods in and changes nothing else; who may not is refused before anything is read', async () => {
  const [apples] = await stock.products(1);
  const packer = { ...as(newId(), { roles: ['packer'] }), 'idempotency-key': 'packer' };
  const ask = (path: string, headers: object) =>
    stock.app.inject({
      method: 'POST',
      url: `/api/stock/${apples}/${path}`,
      headers: { ...headers },
      payload: {},
    });
  assert.equal((await ask('receipts', packer)).statusCode, 422);
  const refused = await ask('adjustments', packer);
  assert.deepEqual([refused.statusCode, refused.json().permission], [403, 'stock.adjust']);
  assert.equal((await ask('adjustments', {})).statusCode, 401);
});

test('a count whose connection dies in the middle, or whose answer is lost, is made once when it is sent again', async () => {
  const [apples] = await stock.products(10);
  const count = () => stock.adjust(apples!, { quantity: 7, reason: 'counted' }, 'dies');
  const held = await sql.begin(async (tx) => {
    await tx`select from goods where product_id = ${apples!} for update`;
    const dying = count();
    const waiting = async () => tx<{ pid: number }[]>`
      select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    while ((await waiting()).length === 0) await setTimeout(5);
    for (const { pid } of await waiting()) await tx`select pg_terminate_backend(${pid})`;
    return dying;
  });
  assert.ok(held.statusCode >= 500, held.body);
  assert.equal((await stock.stockOf(apples!)).onHand, 10);
  const made = await count();
  const again = await count();
  assert.deepEqual([made.statusCode, again.statusCode, again.body], [201, 201, made.body]);
  assert.deepEqual(
    (await movementsOf(apples!)).map(({ quantity }: { quantity: number }) => quantity),
    [-3, 10],
  );
  await isRight();
});
