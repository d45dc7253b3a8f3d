import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { done, fault } from '@sagashop/saga/message';
import { orderService, participants, tea } from '../order-world.ts';

const NO_SCALES = 'the scales are out of order';
const NO_PAPER = 'no paper';

/** What take and tell answer at the moment; how often each was asked. */
const faults: Record<string, string | undefined> = {};
const world = participants();
for (const type of ['stock.take', 'notify.tell'])
  world.answers[type] = () => (faults[type] ? fault(faults[type]) : done());
const shop = await orderService(world, undefined, { ORDER_PARK_AFTER: '1' });
const sql = connect(shop.url, { name: 'test', max: 1 });
after(() => sql.end());
const clerk = randomUUID();

async function ask(
  method: 'GET' | 'POST',
  path: string,
  payload?: object,
  more: Record<string, string> = {},
) {
  const headers = { ...as(clerk, { roles: ['clerk'] }), ...more };
  const answer = await shop.app.inject({ method, url: `/api${path}`, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json(), replayed: answer.headers['idempotency-replayed'] };
}

async function until(met: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 30_000; !(await met()); await sleep(10))
    assert.ok(Date.now() < end, 'it did not come about');
}

const reasons = async () => (await ask('GET', '/sagas/reasons')).body.items;
const waiting = async () =>
  (await reasons()).reduce((sum: number, { count }: { count: number }) => sum + count, 0);

/** Places orders whose sagas come to wait at a participant's step. */
async function parked(many: number, type: string, says: string): Promise<void> {
  const before = await waiting();
  faults[type] = says;
  for (let nth = 0; nth < many; nth += 1) {
    const headers = {
      ...as(randomUUID()),
      ...{ 'idempotency-key': randomUUID(), prefer: 'respond-async' },
    };
    const payload = { lines: [{ productId: tea.id, quantity: 1 }] };
    await shop.app.inject({ method: 'POST', url: '/api/orders', headers, payload });
  }
  await until(async () => (await waiting()) === before + many);
  faults[type] = undefined;
}

async function retried(body: object, more: Record<string, string> = {}) {
  const begun = await ask('POST', '/sagas/retries', body, more);
  assert.equal(begun.status, 201, JSON.stringify(begun.body));
  await until(async () => (await ask('GET', `/bulk-actions/${begun.body.id}`)).body.state !== 'running');
  const { total, done, waiting, refused, state, failing } = (
    await ask('GET', `/bulk-actions/${begun.body.id}`)
  ).body;
  return { id: begun.body.id, came: { total, done, waiting, refused, state, failing } };
}
const taken = () => world.sent.filter(({ type }) => type === 'stock.take').length;

test('all that wait for the same are tried again, each in the name of whoever asked, and no others', async () => {
  await parked(7, 'stock.take', NO_SCALES);
  await parked(1, 'notify.tell', NO_PAPER);
  assert.deepEqual(await reasons(), [
    { step: 'take-goods', reason: NO_SCALES, count: 7, orders: 7 },
    { step: 'tell-customer', reason: NO_PAPER, count: 1, orders: 1 },
  ]);
  const wish = { step: 'take-goods', reason: NO_SCALES, expected: 7 };
  const key = { 'idempotency-key': randomUUID() };
  const { id, came } = await retried(wish, key);
  assert.deepEqual(came, { total: 7, done: 7, waiting: 0, refused: 0, state: 'ended', failing: 0 });
  const again = await ask('POST', '/sagas/retries', wish, key);
  assert.deepEqual([again.status, again.body.id, again.replayed], [201, id, 'true']);
  assert.deepEqual(await reasons(), [{ step: 'tell-customer', reason: NO_PAPER, count: 1, orders: 1 }]);
  const entries = await sql`select action, actor from audit_log order by id`;
  assert.deepEqual(
    entries.map(({ action, actor }) => [action, actor]),
    [['bulk.begin', clerk], ...Array.from({ length: 7 }, () => ['saga.retry', clerk])],
  );
});

test('when five in a row fail again it is stopped, and the rest is left alone', async () => {
  await parked(12, 'stock.take', NO_SCALES);
  faults['stock.take'] = NO_SCALES;
  const before = taken();
  const { came } = await retried({ step: 'take-goods', reason: NO_SCALES });
  assert.deepEqual(came, { total: 12, done: 0, waiting: 0, refused: 5, state: 'stopped', failing: 5 });
  assert.equal(taken() - before, 5);
  faults['stock.take'] = undefined;
  assert.equal((await retried({ step: 'take-goods', reason: NO_SCALES })).came.done, 12);
});

test('what a participant says in many words and lines is found again as it is shown', async () => {
  const says = ` the scales\r\n\tare out\u0007 of order: ${'x'.repeat(451)}😀${'y'.repeat(300)}`;
  await parked(2, 'stock.take', says);
  const [{ step, reason, count }] = (await reasons()).filter(
    (one: { step: string }) => one.step === 'take-goods',
  );
  assert.deepEqual([reason.length <= 500, count], [true, 2]);
  assert.match(reason, /^the scales are out of order: x+/);
  assert.equal((await retried({ step, reason: reason.replace(' ', '\r\n'), expected: 2 })).came.done, 2);
});

test('nothing that waits, another number than was told, an unknown step and a customer are refused', async () => {
  const wish = { step: 'tell-customer', reason: NO_PAPER };
  const code = async (body: object, more = {}) => {
    const { status, body: said } = await ask('POST', '/sagas/retries', body, more);
    return [status, said.code];
  };
  assert.deepEqual(await code({ ...wish, reason: 'another' }), [409, 'nothing_selected']);
  assert.deepEqual(await code({ ...wish, expected: 2 }), [409, 'selection_changed']);
  for (const wrong of [
    {},
    { step: 'none', reason: '' },
    { ...wish, reason: 7 },
    { ...wish, all: true },
    [wish],
  ])
    assert.deepEqual(await code(wrong), [422, 'validation_failed'], JSON.stringify(wrong));
  assert.deepEqual(await code(wish, as(randomUUID())), [403, 'forbidden']);
  assert.equal((await ask('GET', '/sagas/reasons', undefined, as(randomUUID()))).status, 403);
});
