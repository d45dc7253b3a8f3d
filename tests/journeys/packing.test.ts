import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../cli/test/scratch.ts';
import { dueOn } from './due-on.ts';
import { openTestShop } from './test-shop.ts';

type Json = ReturnType<typeof JSON.parse>;

const shop = await openTestShop();
const courier = await shop.courier(1000);
const [cup, pot] = [await shop.product(333, 1000), await shop.product(500, 1000)];
const alice = await shop.customer(10_000_000);
const packer = await shop.customer();
await shop.must(
  200,
  shop.ask('PATCH', `/api/staff/${packer.id}`, { as: shop.admin, body: { roles: ['packer'] } }),
);

const post = (path: string, body: object = {}, as = packer.token, key?: string) =>
  shop.ask('POST', path, { as, body, ...(key && { key }) });
const read = async (path: string, as = packer.token): Promise<Json> =>
  shop.must(200, shop.ask('GET', path, { as }));
const ordered = async (quantity = 2): Promise<Json> =>
  (
    await alice.order([
      { productId: cup, quantity },
      { productId: pot, quantity: 1 },
    ])
  ).body;

/** Does something with many parcels, and waits until it has ended. */
async function acted(body: object): Promise<Json> {
  const { id } = await shop.must(201, post('/api/shipments/acts', body));
  await until(async () => (await read(`/api/shipments/acts/${id}`)).state !== 'running');
  return read(`/api/shipments/acts/${id}`);
}
const counts = ({ total, done, refused }: Json) => [total, done, refused];

test('many orders are planned, picked, packed and handed over, each once, and what cannot be is named', async () => {
  const orders = [await ordered(), await ordered(), await ordered(3)];
  const [{ deliveryDate: date }] = orders;
  const unplanned = async () => (await read(`/api/shipments/unplanned?date=${date}`)).items;
  await until(async () => (await unplanned()).length === 3);
  assert.deepEqual((await unplanned())[0].lines.map(({ quantity }: Json) => quantity).sort(), [1, 2]);
  const ids = orders.map(({ id }) => id);
  const [body, key] = [{ act: 'plan', orders: ids }, crypto.randomUUID()];
  const begun = await shop.must(201, post('/api/shipments/acts', body, packer.token, key));
  assert.equal((await shop.must(201, post('/api/shipments/acts', body, packer.token, key))).id, begun.id);
  await until(async () => (await read(`/api/shipments/acts/${begun.id}`)).done === 3);
  assert.deepEqual([(await unplanned()).length, counts(await acted(body))], [0, [3, 0, 3]]);
  for (const [id, place] of [
    [cup, 'B-12'],
    [pot, 'B-2'],
  ])
    await shop.must(200, shop.ask('PATCH', `/api/stock/${id}`, { as: shop.admin, body: { place } }));
  const picks = await read(`/api/shipments/picks?date=${date}&courierId=${courier}`);
  assert.deepEqual(
    picks.items.map(({ productId, place, quantity, parcels }: Json) => [
      productId,
      place,
      quantity,
      parcels.length,
    ]),
    [
      [pot, 'B-2', 3, 3],
      [cup, 'B-12', 7, 3],
    ],
  );
  const { items } = await read(`/api/shipments?date=${date}`);
  const shipments = items.map(({ id }: Json) => id);
  assert.ok(items.every(({ courierName, state }: Json) => courierName && state === 'planned'));
  const one = await read(`/api/shipments?ids=${shipments[0]},${crypto.randomUUID()}`);
  assert.deepEqual(
    one.items.map(({ id }: Json) => id),
    [shipments[0]],
  );
  assert.equal((await read(`/api/shipments?number=${one.items[0].number}`)).items[0].id, shipments[0]);
  assert.deepEqual(counts(await acted({ act: 'pack', shipments })), [3, 3, 0]);
  assert.equal((await read(`/api/shipments/picks?date=${date}`)).parcels, 0, 'nothing is left to be picked');
  await shop.must(201, post(`/api/shipments/${shipments[1]}/handover`));
  const over = await acted({ act: 'hand_over', shipments });
  assert.deepEqual(counts(over), [3, 2, 1]);
  assert.deepEqual(
    over.targets.map(({ shipmentId, code }: Json) => [shipmentId, code]),
    [[shipments[1], 'wrong_state']],
  );
  await shop.settled();
  const { invariants } = await shop.audit();
  assert.deepEqual(
    invariants.filter(({ ok }: Json) => !ok),
    [],
  );
});

test('what was due on a day that has passed is listed as late until it has arrived, and its courier still has it', async () => {
  const rider = await shop.customer();
  const path = `/api/staff/${rider.id}`;
  await shop.must(200, shop.ask('PATCH', path, { as: shop.admin, body: { roles: ['courier'] } }));
  const bound = { as: shop.admin, body: { userId: rider.id } };
  await shop.must(200, shop.ask('PATCH', `/api/couriers/${courier}`, bound));
  const [free, waiting, out, dropped] = [await ordered(), await ordered(), await ordered(), await ordered()];
  const parcels: Json[] = [];
  for (const { id } of [waiting, out, dropped])
    parcels.push(await shop.must(201, post(`/api/orders/${id}/shipments`)));
  await shop.must(201, post(`/api/shipments/${parcels[0].id}/packing`));
  await shop.settled();
  const ids = [free, waiting, out, dropped].map(({ id }) => id);
  const { today } = await read('/api/delivery/board', shop.admin);
  const day = new Date(Date.parse(today) - 3 * 86_400_000).toISOString().slice(0, 10);
  await dueOn(shop, day, { courier, was: free.deliveryDate, orders: ids });
  await shop.must(201, post(`/api/shipments/${parcels[1].id}/handover`));
  await shop.must(200, post(`/api/orders/${dropped.id}/cancellation`, {}, alice.token));
  await shop.settled();
  const late = async (): Promise<string[]> =>
    (await read('/api/shipments?late=true')).items.map(({ orderId, date }: Json) => `${orderId} ${date}`);
  assert.deepEqual(await late(), [`${waiting.id} ${day}`, `${out.id} ${day}`].sort());
  const unplanned = (await read('/api/shipments/unplanned?late=true')).items;
  assert.deepEqual(
    unplanned.flatMap((one: Json) => (one.lines.length > 0 ? [[one.orderId, one.deliveryDate]] : [])),
    [[free.id, day]],
  );
  const round = async (language: string): Promise<Json[]> => {
    const headers = { 'accept-language': language };
    const answer = await shop.ask('GET', '/api/rounds/today', { as: rider.token, headers });
    return (await shop.must(200, Promise.resolve(answer))).items;
  };
  assert.deepEqual(
    (await round('en')).map(({ orderId }) => orderId),
    [out.id],
  );
  const names = async (language: string) => (await round(language))[0].lines.map(({ name }: Json) => name);
  assert.deepEqual(
    [await names('en'), await names('ru')],
    [
      ['Teapot', 'Teapot'],
      ['Чайник', 'Чайник'],
    ],
  );
  const [cancelled] = (await read(`/api/shipments?ids=${parcels[2].id}`, rider.token)).items;
  assert.deepEqual([cancelled.state, cancelled.stopped, cancelled.date], ['cancelled', 'cancelled', day]);
  await shop.must(201, post(`/api/shipments/${parcels[1].id}/delivery`, {}, rider.token));
  await shop.settled();
  assert.deepEqual(await late(), [`${waiting.id} ${day}`]);
  const all = (await read('/api/shipments?limit=100', rider.token)).items.map(({ id }: Json) => id);
  const paged: string[] = [];
  for (let cursor = ''; paged.length <= all.length; ) {
    const page = await read(`/api/shipments?limit=2${cursor}`, rider.token);
    paged.push(...page.items.map(({ id }: Json) => id));
    if (page.nextCursor === null) break;
    cursor = `&cursor=${page.nextCursor}`;
  }
  assert.deepEqual(paged, all, 'a courier’s stops come in pages, each once');
  for (const query of ['late=true&date=2030-01-01', 'late=maybe', 'late=false'])
    assert.equal(
      (await shop.ask('GET', `/api/shipments/unplanned?${query}`, { as: packer.token })).status,
      422,
    );
});

test('a planned parcel becomes two, and no piece is in both or in none', async () => {
  const order = await ordered(3);
  const lineId = order.lines.find(({ quantity }: Json) => quantity === 3).id;
  const path = `/api/orders/${order.id}/shipments`;
  const parcel = await shop.must(201, post(path));
  const out = (lines: object[], shipmentId = parcel.id) => post(path, { lines, shipmentId });
  const second = await shop.must(201, out([{ lineId, quantity: 2 }]));
  const both = `/api/shipments?ids=${parcel.id},${second.id}`;
  // Delivery, which lists them, hears of a parcel behind its order.
  await until(async () => (await read(both)).items.length === 2);
  const { items } = await read(both);
  assert.deepEqual(
    items.map(({ lines }: Json) => lines.map(({ quantity }: Json) => quantity).sort()).sort(),
    [[1, 1], [2]],
  );
  assert.equal((await post(path)).body.code, 'not_shippable', 'nothing is in no parcel');
  assert.equal((await out([{ lineId, quantity: 2 }])).body.code, 'not_shippable', 'it has not so many');
  assert.equal(
    (await out([{ lineId, quantity: 2 }], second.id)).body.code,
    'not_shippable',
    'it would be empty',
  );
  assert.equal((await out([{ lineId, quantity: 1 }], crypto.randomUUID())).status, 422);
  assert.equal((await post(path, { shipmentId: parcel.id })).body.code, 'not_shippable');
  await shop.must(201, post(`/api/shipments/${second.id}/packing`));
  assert.equal((await out([{ lineId, quantity: 1 }], second.id)).body.code, 'wrong_state');
});

test('what an act on a parcel would write is told before it is done, and refused as the act would be', async () => {
  const order = await ordered(1);
  const parcel = await shop.must(201, post(`/api/orders/${order.id}/shipments`));
  const foretold = (act: string, shipmentId = parcel.id) =>
    shop.ask('GET', `/api/orders/${order.id}/foretold?act=${act}&shipmentId=${shipmentId}`, {
      as: shop.admin,
    });
  const quiet = (await foretold('packing')).body;
  assert.deepEqual([quiet.entries, quiet.movements, quiet.messages, quiet.courier], [[], [], [], undefined]);
  assert.deepEqual((await foretold('delivery')).body.code, 'wrong_state');
  assert.deepEqual((await foretold('handover')).body.messages[0].kind, 'shipped');
  for (const act of ['handover', 'failure', 'handover'])
    await shop.must(201, post(`/api/shipments/${parcel.id}/${act}`));
  const back = (await foretold('failure')).body;
  assert.deepEqual(
    back.movements.map(({ quantity }: Json) => quantity),
    [1, 1],
  );
  assert.ok(back.entries.some(({ amount }: Json) => Math.abs(amount.amount) === 833));
  assert.equal((await foretold('failure', crypto.randomUUID())).status, 404);
  assert.equal(
    (await shop.ask('GET', `/api/orders/${order.id}/foretold?act=handover`, { as: shop.admin })).status,
    422,
  );
});

test('many parcels are for whoever plans them, and nonsense is refused before anything is written', async () => {
  const id = crypto.randomUUID();
  const rider = await shop.customer();
  await shop.must(
    200,
    shop.ask('PATCH', `/api/staff/${rider.id}`, { as: shop.admin, body: { roles: ['courier'] } }),
  );
  for (const { token } of [rider, alice]) {
    assert.equal((await post('/api/shipments/acts', { act: 'plan', orders: [id] }, token)).status, 403);
    for (const path of ['unplanned?date=2030-01-01', 'picks', `acts/${id}`])
      assert.equal((await shop.ask('GET', `/api/shipments/${path}`, { as: token })).status, 403, path);
  }
  const bad = [
    ...[
      {},
      { act: 'plan' },
      { act: 'plan', shipments: [id] },
      { act: 'pack', orders: [id] },
      { act: 'pack' },
    ],
    ...[
      { act: 'burn', shipments: [id] },
      { act: 'pack', shipments: [id] },
      { act: 'pack', shipments: [] },
    ],
    ...[
      { act: 'plan', orders: 'all' },
      { act: 'plan', orders: [[id]] },
      { act: 'plan', orders: ['\0'] },
    ],
    { act: 'plan', orders: [id], more: 1 },
  ];
  for (const body of bad)
    assert.equal((await post('/api/shipments/acts', body)).status, 422, JSON.stringify(body));
  assert.deepEqual(counts(await acted({ act: 'plan', orders: [id] })), [1, 0, 1]);
  for (const path of ['unplanned', 'unplanned?date=0000-01-01', 'picks?ids=x', 'picks?date=soon'])
    assert.equal((await shop.ask('GET', `/api/shipments/${path}`, { as: packer.token })).status, 422, path);
  assert.equal((await shop.ask('GET', `/api/shipments/acts/${id}`, { as: packer.token })).status, 404);
});
