import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestShop } from './test-shop.ts';

type Json = ReturnType<typeof JSON.parse>;
const shop = await openTestShop();
await shop.courier(1000);
const [tea, rare] = [await shop.product(250, 1000), await shop.product(100, 1)];
const alice = await shop.customer(10_000_000);
const line = [{ productId: tea, quantity: 2 }];

const sagaOf = async (id: string): Promise<Json> =>
  shop.must(200, shop.ask('GET', `/api/orders/${id}/saga`, { as: shop.admin }));

/** All steps of all sagas that have a record, as `key: state service state-of-row agrees`. */
function told({ sagas }: Json): string[] {
  const steps = sagas.flatMap(({ drawing }: Json) => [...drawing.stages, ...drawing.refused].flat());
  return steps
    .filter(({ record }: Json) => record)
    .map(
      ({ key, state, record }: Json) =>
        `${key}: ${state}, ${record.service} ${record.state} ${record.agrees}`,
    );
}

test("a confirmed order's steps stand beside the participants' own rows, which agree", async () => {
  const { id } = (await alice.order(line)).body;
  const saga = await sagaOf(id);
  assert.deepEqual(told(saga), [
    'hold-money: done, payment captured true',
    'reserve-goods: done, stock taken true',
    'book-courier: done, delivery booked true',
    'confirm: done, order confirmed true',
    'capture-money: done, payment captured true',
    'take-goods: done, stock taken true',
    'tell-customer: done, notify told true',
  ]);
  assert.deepEqual([saga.definition.name, saga.definition.version], ['place-order', 1]);
  const shape = saga.definition.stages.map((stage: Json) =>
    stage.map(({ key, pivot }: Json) => (pivot ? `${key}!` : key)),
  );
  assert.deepEqual(shape, [
    ['hold-money'],
    ['reserve-goods', 'book-courier'],
    ['confirm!'],
    ['capture-money', 'take-goods', 'tell-customer'],
  ]);
  const money = saga.steps.find(({ key }: Json) => key === 'hold-money');
  assert.deepEqual([money.state, money.record.row.amount], ['done', 500]);
});

test('what was refused, given back and cancelled agrees too, in each of its sagas', async () => {
  const refused = await alice.order([{ productId: rare, quantity: 2 }]);
  assert.equal(refused.status, 409);
  await shop.settled();
  assert.ok(told(await sagaOf(refused.body.orderId)).every((step) => step.endsWith('true')));
  const { id } = (await alice.order(line)).body;
  const refund = { reason: 'A dent', amount: 100 };
  await shop.must(201, shop.ask('POST', `/api/orders/${id}/refunds`, { as: shop.admin, body: refund }));
  await shop.must(200, shop.ask('POST', `/api/orders/${id}/cancellation`, { as: shop.admin }));
  await shop.settled();
  const saga = await sagaOf(id);
  assert.deepEqual(
    saga.sagas.map(({ definition }: Json) => definition),
    ['place-order', 'refund-order', 'cancel-order'],
  );
  assert.deepEqual(
    told(saga).filter((step) => !step.endsWith('true')),
    [],
  );
});

test('a row that was changed behind the saga differs, and it is said what would agree', async () => {
  const { id } = (await alice.order(line)).body;
  await shop.behind('delivery', (tx) => tx`update bookings set state = 'cancelled' where order_id = ${id}`);
  const saga = await sagaOf(id);
  const { record } = saga.steps.find(({ key }: Json) => key === 'book-courier');
  assert.deepEqual([record.state, record.agrees, record.expected], ['cancelled', false, ['booked']]);
  await shop.behind('notify', (tx) => tx`delete from messages where order_id = ${id}`);
  const after = (await sagaOf(id)).steps.find(({ key }: Json) => key === 'tell-customer');
  assert.deepEqual([after.record.state, after.record.agrees, after.record.row.messages], ['none', false, 0]);
});

test("its customer sees the same, without the courier's id", async () => {
  const { id } = (await alice.order(line)).body;
  const own = (await alice.get(`/api/orders/${id}/saga`)).body;
  const booked = (saga: Json) => saga.steps.find(({ key }: Json) => key === 'book-courier').record;
  assert.equal(booked(own).agrees, true);
  assert.equal(booked(own).row.courier, undefined);
  assert.ok(booked(await sagaOf(id)).row.courier);
});
