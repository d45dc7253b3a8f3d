import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { newId } from '@sagashop/kernel/ids';
import { allRight, newDatabase, opened } from '../opened.ts';

const { service, app, headers, products, reserve, stockOf, receive, audit, told } = await opened(
  await newDatabase(),
);

after(() => service.stop());

type Answer = { outdated: object[]; kept: object[] };
const by = { actor: { id: newId(), roles: ['clerk'] }, from: '127.0.0.1' };
const importGoods = (id: string, rows: object[]) =>
  service.calls['import-places']!({ import: id, by, rows } as never) as Promise<Answer>;
const undo = (id: string, thresholds: object[] = [], places: object[] = []) =>
  service.calls['undo-import-places']!({ import: id, by, thresholds, places } as never) as Promise<Answer>;
const movements = async (product: string) =>
  (await app.inject({ url: `/api/stock/${product}/movements`, headers }))
    .json()
    .items.map(({ quantity, reason, cause }: Record<string, unknown>) => [reason, quantity, cause]);

test('an import is applied once, however often it is asked for, and taken back once, by movements', async () => {
  const [tea, cup] = await products(3, 4);
  const id = newId();
  const rows = [
    { product: tea, onHand: { was: 3, is: 10 }, threshold: { was: 5, is: 2 } },
    { product: cup, received: 6 },
  ];
  const answers = await Promise.all([importGoods(id, rows), importGoods(id, rows)]);
  assert.deepEqual(answers, [{ outdated: [] }, { outdated: [] }]);
  assert.deepEqual(await stockOf(tea!), { onHand: 10, reserved: 0 });
  assert.deepEqual((await movements(tea!))[0], ['counted', 7, id]);
  assert.deepEqual((await movements(cup!))[0], ['received', 6, id]);
  assert.ok(told.length > 0);
  assert.deepEqual(await undo(id, [{ product: tea, was: 5, is: 2 }]), { kept: [] });
  assert.deepEqual(await undo(id, [{ product: tea, was: 5, is: 2 }]), { kept: [] });
  assert.deepEqual(await stockOf(tea!), { onHand: 3, reserved: 0 });
  assert.deepEqual((await movements(cup!))[0], ['correction', -6, id]);
  const { threshold } = (await app.inject({ url: `/api/stock/${tea}`, headers })).json();
  assert.equal(threshold, 5);
});

test('where something is not as the import believed nothing of it is done, and it is named', async () => {
  const [tea, cup] = await products(3, 4);
  await receive(cup!, 1);
  const rows = [
    { product: tea, received: 1 },
    { product: cup, onHand: { was: 4, is: 9 } },
    { product: newId(), received: 1 },
  ];
  const { outdated } = await importGoods(newId(), rows);
  assert.deepEqual(outdated, [
    { product: cup, field: 'onHand', now: 5 },
    { product: rows[2]!.product, field: 'product', now: null },
  ]);
  assert.deepEqual(await stockOf(tea!), { onHand: 3, reserved: 0 });
});

test('what orders have set aside meanwhile stays when an import is taken back, and is named', async () => {
  const [tea, cup] = await products(1, 1);
  const id = newId();
  await importGoods(id, [
    { product: tea, received: 4 },
    { product: cup, received: 4 },
  ]);
  await reserve(newId(), [tea!, 3]);
  assert.deepEqual(await undo(id), { kept: [{ product: tea, field: 'onHand', now: 5 }] });
  assert.deepEqual(await stockOf(tea!), { onHand: 5, reserved: 3 });
  assert.deepEqual(await stockOf(cup!), { onHand: 1, reserved: 0 });
  assert.deepEqual(await undo(newId()), { kept: [] });
  assert.ok(allRight(await audit()));
});

test('a row of a product with several variants is refused; of one whose single variant is left it means that', async () => {
  const [tea, cup] = await products(3, 4);
  const [big, red] = [newId(), newId()];
  const variants = (items: object[]) => service.calls['variants']!({ items } as never);
  await variants([
    { id: tea, product: tea, gone: false },
    { id: big, product: tea, gone: false },
    { id: cup, product: cup, gone: true },
    { id: red, product: cup, gone: false },
  ]);
  const counted = { product: cup, onHand: { was: 0, is: 9 }, threshold: { was: 5, is: 2 } };
  assert.deepEqual(await importGoods(newId(), [{ product: tea, received: 2 }, counted]), {
    outdated: [{ product: tea, field: 'product', now: null }],
  });
  const id = newId();
  assert.deepEqual(await importGoods(id, [counted]), { outdated: [] });
  assert.deepEqual(await stockOf(red), { onHand: 9, reserved: 0 });
  const { items } = (await service.calls['goods']!({ products: [cup] } as never)) as { items: object[] };
  assert.deepEqual(items, [{ id: cup, onHand: 9, reserved: 0, threshold: 2, place: null }]);
  await reserve(newId(), [red, 1]);
  assert.deepEqual(await undo(id, [{ product: cup, was: 5, is: 2 }]), {
    kept: [{ product: cup, field: 'onHand', now: 9 }],
  });
});

test('places are said by a file and taken back, but where somebody has moved something since', async () => {
  const [tea, cup, pot] = await products(1, 1, 1);
  const move = (id: string, place: string) =>
    app.inject({ method: 'PATCH', url: `/api/stock/${id}`, headers, payload: { place } });
  const places = async () =>
    Promise.all(
      [tea, cup, pot].map(
        async (id) => (await app.inject({ url: `/api/stock/${id}`, headers })).json().place,
      ),
    );
  await move(tea!, 'A-1');
  const said = [
    { product: tea, place: { was: 'A-1', is: 'B-2' } },
    { product: cup, place: { was: null, is: 'B-3' }, received: 1 },
    { product: pot, place: { was: null, is: 'B-4' } },
  ];
  const outdated = [{ product: tea, field: 'place', now: 'A-1' }];
  assert.deepEqual(
    await importGoods(newId(), [{ product: tea, place: { was: null, is: 'B-2' } }, said[1]!]),
    { outdated },
    'all of it or nothing',
  );
  assert.deepEqual(await places(), ['A-1', null, null]);
  const id = newId();
  assert.deepEqual(await importGoods(id, said), { outdated: [] });
  assert.deepEqual(await places(), ['B-2', 'B-3', 'B-4']);
  await move(pot!, 'Cellar');
  const back = said.map(({ product, place }) => ({ product, ...place }));
  assert.deepEqual(await undo(id, [], back), { kept: [{ product: pot, field: 'place', now: 'Cellar' }] });
  assert.deepEqual(await places(), ['A-1', null, 'Cellar']);
  assert.deepEqual(await stockOf(cup!), { onHand: 1, reserved: 0 });
  await importGoods(newId(), [{ product: tea, place: { was: 'A-1', is: null } }]);
  assert.deepEqual(await places(), [null, null, 'Cellar']);
});
