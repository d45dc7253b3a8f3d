import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { newId } from '@sagashop/kernel/ids';
import { applyPlannedPrices } from '../../src/actions/apply-planned-prices.ts';
import { openTestCatalog } from '../opened.ts';

const { url, send, product } = await openTestCatalog();
const sql = connect(url, { name: 'test', max: 4 });
after(() => sql.end());

const price = (amount: number) => ({ price: { amount } });
const change = (id: string, amount: number) => send('PATCH', `/api/products/${id}`, price(amount));
const history = async (id: string) => (await send('GET', `/api/products/${id}/prices`)).body;
const amounts = ({ items }: { items: { price: { amount: number } }[] }) =>
  items.map((one) => one.price.amount);
const plan = (id: string, amount: number, from: string) =>
  send('POST', `/api/products/${id}/prices`, { ...price(amount), from });
/** Lets so many days pass for all that a product has cost. */
const age = (id: string, days: number) =>
  sql`update price_changes set since = since - ${days} * interval '1 day' where product = ${id}`;
const due = (id: string) =>
  sql`update planned_prices set starts_at = starts_at - interval '80 years' where product = ${id}`;
const soon = (year: number) => `${year}-01-01T00:00:00Z`;

test('each price that a product has had is kept, page by page', async () => {
  const { id } = await product('Costly', 'Дорого', price(100));
  assert.deepEqual(amounts(await history(id)), [100]);
  for (const amount of [200, 200, 150]) await change(id, amount);
  const all = await history(id);
  assert.deepEqual([amounts(all), all.lowest.amount, all.planned], [[150, 200, 100], 100, []]);
  const first = (await send('GET', `/api/products/${id}/prices?limit=2`)).body;
  const rest = (await send('GET', `/api/products/${id}/prices?limit=2&cursor=${first.nextCursor}`)).body;
  assert.deepEqual([...first.items, ...rest.items], all.items);
  assert.equal((await send('GET', `/api/products/${newId()}/prices`)).status, 404);
});

test('where a price was reduced, the lowest of the 30 days before is said, for 30 days', async () => {
  const { id } = await product('Cheaper', 'Дешевле', price(100));
  const said = async () =>
    (await send('GET', `/api/products/${id}`, undefined, {})).body.lowestBefore?.amount;
  assert.equal(await said(), undefined);
  await change(id, 300);
  assert.equal(await said(), undefined, 'not reduced');
  await age(id, 40);
  await change(id, 250);
  assert.equal(await said(), 300, 'the 100 is too long ago');
  await change(id, 270);
  assert.equal(await said(), undefined, 'more than the lowest of the 30 days');
  await change(id, 200);
  assert.equal(await said(), 250);
  assert.equal((await history(id)).lowest.amount, 200);
  await age(id, 31);
  assert.equal(await said(), undefined, 'it has been so for long');
});

test('a planned price is valid from its moment on, once, whoever looks and however late', async () => {
  const { id } = await product('Planned', 'По плану', price(100));
  const [first, second] = [await plan(id, 90, soon(2090)), await plan(id, 80, soon(2091))];
  assert.deepEqual([first.status, first.body.from], [201, '2090-01-01T00:00:00.000Z']);
  await plan(id, 85, soon(2090));
  assert.deepEqual(
    (await history(id)).planned.map((one: { price: { amount: number } }) => one.price.amount),
    [85, 80],
  );
  await applyPlannedPrices(sql);
  assert.deepEqual(amounts(await history(id)), [100], 'nothing is due');
  await due(id);
  await Promise.all([1, 2, 3, 4].map(() => applyPlannedPrices(sql)));
  const after = await history(id);
  assert.deepEqual([amounts(after), after.planned], [[80, 100], []]);
  await change(id, 120);
  await applyPlannedPrices(sql);
  assert.equal((await history(id)).items[0].price.amount, 120);
  assert.equal((await send('DELETE', `/api/products/${id}/prices/${second.body.id}`)).status, 404);
});

test('a plan can be taken back, and must be of a moment to come', async () => {
  const { id } = await product('Taken back', 'Отменено', price(100));
  const { body } = await plan(id, 90, soon(2090));
  assert.equal((await send('DELETE', `/api/products/${id}/prices/${body.id}`)).status, 204);
  await due(id);
  await applyPlannedPrices(sql);
  assert.deepEqual(amounts(await history(id)), [100]);
  for (const from of [
    soon(2020),
    '2090-01-01',
    '2090-01-01T00:00:00',
    'tomorrow',
    '2090-13-01T00:00:00Z',
    soon(9999),
  ]) {
    const wrong = await plan(id, 90, from);
    assert.deepEqual([wrong.status, wrong.body.errors[0].path], [422, 'from'], from);
  }
  assert.equal((await plan(newId(), 90, soon(2090))).status, 404);
});
