import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { newId } from '@sagashop/kernel/ids';
import { newDatabase, opened } from '../opened.ts';

const named: Record<string, string[]> = {};
const stock = await opened(await newDatabase(), (words) => named[words] ?? []);
after(() => stock.service.stop());
const { app, headers } = stock;

const products = await stock.products(0, 3, 6, 20, 7);
const [none, three, six, twenty, seven] = products as [string, string, string, string, string];
const order = newId();
await stock.reserve(order, [six, 4]);

const get = (path: string) => app.inject({ url: `/api/stock${path}`, headers });
const listed = async (query: string) =>
  (await get(`?limit=100&${query}`)).json().items.map(({ productId }: { productId: string }) => productId);
const newestFirst = (...ids: string[]) => ids.sort().reverse();
const patch = (product: string, payload: object) =>
  app.inject({ method: 'PATCH', url: `/api/stock/${product}`, headers, payload });

test('the list is cut into pages, and is of those of which there are few, by name or by id', async () => {
  assert.deepEqual(await listed(''), newestFirst(...products));
  const first = (await get('?limit=3')).json();
  const rest = (await get(`?limit=3&cursor=${first.nextCursor}`)).json();
  assert.deepEqual([first.items.length, rest.items.length, rest.nextCursor], [3, 2, null]);
  assert.deepEqual(await listed('below=3'), newestFirst(none, six));
  assert.deepEqual(await listed('below=1'), [none]);
  assert.deepEqual(await listed('below=threshold'), newestFirst(none, three));
  named['tea pot'] = [twenty, three];
  assert.deepEqual(await listed('q=tea+pot'), newestFirst(three, twenty));
  assert.deepEqual(await listed('q=tea+pot&below=threshold'), [three]);
  assert.deepEqual(await listed(`ids=${six},${three}&below=3`), [six]);
  assert.deepEqual([await listed('q=nothing'), (await listed('q=+')).length], [[], 5]);
  for (const query of ['below=few', 'below=-1', 'below=1.5', 'ids=x', 'cursor=x'])
    assert.equal((await get(`?${query}`)).statusCode, 422, query);
});

test('the same leaves as a file', async () => {
  const answer = await app.inject({ url: '/api/exports/stock.csv?below=3', headers });
  assert.match(String(answer.headers['content-type']), /^text\/csv/);
  const [head, ...rows] = answer.body.replace('\uFEFF', '').trim().split('\r\n');
  assert.equal(
    head,
    'productId,nameEn,nameRu,onHand,reserved,available,threshold,variantId,variantEn,variantRu,place',
  );
  assert.deepEqual(
    rows,
    newestFirst(none, six).map((id) => `${id},'=Tea,Чай,${id === six ? '6,4,2' : '0,0,0'},5,,,,`),
  );
});

test('staff say where something lies, which is told to whoever picks it, and is written down', async () => {
  const said = await patch(seven, { place: ' A-12 ', was: { place: null } });
  assert.deepEqual([said.statusCode, said.json().place, said.json().threshold], [200, 'A-12', 5]);
  const late = await patch(seven, { place: 'B-1', was: { place: null } });
  assert.deepEqual(late.json().conflicts, [{ field: 'place', was: null, now: 'A-12', yours: 'B-1' }]);
  const call = stock.service.calls!['places'] as unknown as (question: object) => Promise<unknown>;
  assert.equal(
    JSON.stringify(await call({ ids: [seven, three] })),
    JSON.stringify({ items: [{ id: seven, place: 'A-12' }] }),
  );
  for (const place of ['', 'x'.repeat(41), 'a\u0000b', 7, ['A-12']])
    assert.equal((await patch(seven, { place })).statusCode, 422, String(place));
  assert.equal((await patch(seven, { place: null })).json().place, null);
});

test('a threshold is set, and two who set it are shown both values', async () => {
  assert.deepEqual((await patch(seven, { threshold: 8, was: { threshold: 5 } })).json().low, true);
  const late = await patch(seven, { threshold: 2, was: { threshold: 5 } });
  assert.deepEqual([late.statusCode, late.json().code], [409, 'edit_conflict']);
  assert.deepEqual(late.json().conflicts, [{ field: 'threshold', was: 5, now: 8, yours: 2 }]);
  assert.equal((await patch(seven, { threshold: 8, was: { threshold: 5 } })).statusCode, 200);
  assert.deepEqual((await patch(seven, { threshold: null })).json().low, false);
  assert.equal((await patch(seven, { threshold: 5 })).json().threshold, 5);
  for (const threshold of [-1, 1.5, '3', 1e12])
    assert.equal((await patch(seven, { threshold })).statusCode, 422, String(threshold));
  assert.equal((await patch(newId(), { threshold: 1 })).statusCode, 404);
});

test('what becomes low is told once each time it does, until somebody has seen it or more came in', async () => {
  const alerts = async () => (await get('/alerts')).json().items;
  const sell = async (quantity: number) => {
    const order = newId();
    await stock.reserve(order, [seven, quantity]);
    return order;
  };
  assert.deepEqual(await alerts(), [], 'what was never more than few has not become few');
  const given = await sell(3);
  await stock.release(given);
  assert.deepEqual(await alerts(), [], 'nothing has left the shelf');
  await stock.take(await sell(2));
  const [told, ...more] = await alerts();
  assert.deepEqual([told.productId, told.onHand, told.threshold, more.length], [seven, 5, 5, 0]);
  await stock.take(await sell(1));
  assert.deepEqual(await alerts(), [{ ...told, now: { onHand: 4, available: 4 } }], 'once');
  await stock.receive(seven, 5);
  assert.deepEqual(await alerts(), [], 'more came in');
  await stock.adjust(seven, { quantity: -6, reason: 'lost' });
  const [again, ...others] = await alerts();
  assert.deepEqual([again.onHand, others.length], [3, 0]);
  const seen = () => app.inject({ method: 'DELETE', url: `/api/stock/alerts/${again.id}`, headers });
  assert.deepEqual([(await seen()).statusCode, (await seen()).statusCode], [204, 204]);
  assert.deepEqual(await alerts(), []);
  const unknown = await app.inject({ method: 'DELETE', url: `/api/stock/alerts/${newId()}`, headers });
  assert.equal(unknown.statusCode, 404);
});
