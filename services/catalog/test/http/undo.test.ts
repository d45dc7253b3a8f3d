import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { applyPlannedPrices } from '../../src/actions/apply-planned-prices.ts';
import { openTestCatalog } from '../opened.ts';

const { url, send, product } = await openTestCatalog();
const sql = connect(url, { name: 'test', max: 2 });
after(() => sql.end());

const clerk = newId();
const change = async (id: string, body: object) =>
  (await send('PATCH', `/api/products/${id}`, body, as(clerk, { roles: ['clerk'] }))).body.change as string;
const undo = (id: string, changed: string, fields?: string[]) =>
  send('POST', `/api/products/${id}/undo`, { change: changed, ...(fields && { fields }) });
const read = async (id: string) => (await send('GET', `/api/products/${id}?languages=all`)).body;
const log = (id: string) =>
  sql`select id, action, before, after, reason from audit_log where subject = ${`product:${id}`} order by id`;

test('a change of a price or of what customers see is undone, by a change of its own that says which', async () => {
  const { id } = await product('Cup', 'Чашка');
  const changed = await change(id, { price: { amount: 7 }, published: false });
  const undone = await undo(id, changed);
  assert.deepEqual([undone.status, undone.body.price.amount, undone.body.published], [200, 129_900, true]);
  const [, , last] = await log(id);
  assert.deepEqual(last, {
    id: undone.body.change,
    action: 'product.undo',
    before: { price: 7, published: false },
    after: { price: 129_900, published: true },
    reason: `undoes ${changed}`,
  });
  const again = await undo(id, changed);
  assert.deepEqual([again.status, again.body.change], [200, undefined], 'twice is once');
  assert.equal((await undo(id, undone.body.change)).body.price.amount, 7, 'an undo can be undone');
  assert.equal((await log(id)).length, 4);
});

test('an undo that meets a newer change is refused and names it, though the value is the same', async () => {
  const { id } = await product('Cup', 'Чашка');
  const first = await change(id, { price: { amount: 7 }, name: { en: 'Mug' } });
  await change(id, { price: { amount: 9 } });
  const newest = await change(id, { price: { amount: 7 } });
  const refused = await undo(id, first);
  assert.deepEqual([refused.status, refused.body.code], [409, 'edit_conflict']);
  assert.deepEqual(refused.body.conflicts, [{ field: 'price', was: 7, now: 7, yours: 129_900 }]);
  assert.deepEqual([refused.body.newer.id, refused.body.newer.by], [newest, clerk]);
  assert.equal((await read(id)).name.en, 'Mug');
  assert.equal((await undo(id, first, ['name'])).status, 200);
  const { name, price } = await read(id);
  assert.deepEqual([name.en, price.amount], ['Cup', 7]);
});

test('a planned price that has become valid since is not undone with the price before it', async () => {
  const { id } = await product('Cup', 'Чашка');
  const changed = await change(id, { price: { amount: 7 } });
  await send('POST', `/api/products/${id}/prices`, { price: { amount: 5 }, from: '2090-01-01T00:00:00Z' });
  await sql`update planned_prices set starts_at = starts_at - interval '80 years' where product = ${id}`;
  await applyPlannedPrices(sql);
  const refused = await undo(id, changed);
  assert.deepEqual(refused.body.conflicts, [{ field: 'price', was: 7, now: 5, yours: 129_900 }]);
});

test('of a price, its history says what can be undone', async () => {
  const { id } = await product('Cup', 'Чашка');
  const history = async () => (await send('GET', `/api/products/${id}/prices`)).body.undo;
  assert.equal(await history(), undefined);
  const changed = await change(id, { price: { amount: 7 } });
  await change(id, { published: false });
  assert.deepEqual(await history(), { change: changed, price: { amount: 129_900, currency: 'RUB' } });
  await sql.begin(async (tx) => {
    await tx`alter table audit_log disable trigger audit_log_is_append_only`;
    await tx`update audit_log set at = at - interval '25 hours' where id = ${changed}`;
    await tx`alter table audit_log enable always trigger audit_log_is_append_only`;
  });
  assert.equal(await history(), undefined);
  assert.equal((await undo(id, changed)).body.code, 'not_undoable');
});

test('what cannot be undone is refused, and nothing is changed', async () => {
  const { id } = await product('Cup', 'Чашка');
  const other = await product('Pot', 'Горшок');
  const pictured = await change(id, { picture: '/mug.svg', price: { amount: 7 } });
  const [made] = await log(id);
  assert.equal((await undo(id, pictured)).body.code, 'not_undoable');
  assert.equal((await undo(id, made!['id'])).body.code, 'not_undoable');
  assert.equal((await undo(id, pictured, ['name'])).body.code, 'not_undoable');
  assert.equal((await undo(other.id, pictured)).status, 404);
  assert.equal((await undo(newId(), pictured)).status, 404);
  for (const body of [
    {},
    { change: '0' },
    { change: 7 },
    { change: pictured, fields: [] },
    { change: pictured, more: 1 },
  ])
    assert.equal((await send('POST', `/api/products/${id}/undo`, body)).status, 422);
  const customer = as(newId());
  assert.equal((await send('POST', `/api/products/${id}/undo`, { change: pictured }, customer)).status, 403);
  assert.equal((await read(id)).price.amount, 7);
  assert.equal((await undo(id, pictured, ['price'])).body.price.amount, 129_900);
});

test('of many who undo one change at once, one does', async () => {
  const { id } = await product('Cup', 'Чашка');
  const changed = await change(id, { published: false });
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => undo(id, changed)));
  assert.equal(answers.filter(({ body }) => body.change !== undefined).length, 1);
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
});
