import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { form, png } from '@sagashop/pictures/testing';
import { openTestCatalog } from '../opened.ts';

const { url, app, send, productBody } = await openTestCatalog();
const sql = connect(url, { name: 'test', max: 1 });
after(() => sql.end());

const clerk = newId();
const who = as(clerk, { roles: ['clerk'] });
const logged = async (subject: string) =>
  (
    await sql`select actor, action, before, after, origin from audit_log where subject = ${subject} order by at, id`
  ).map(({ actor, origin, ...entry }) => {
    assert.deepEqual([actor, origin], [clerk, '127.0.0.1']);
    return entry;
  });

test('whatever staff change of the goods has its entry, with what changed and no more', async () => {
  const body = { ...(await productBody()), published: false };
  const { id } = (await send('POST', '/api/products', body, who)).body;
  const path = `/api/products/${id}`;
  await send('PATCH', path, { price: { amount: 7 }, published: true }, who);
  await send('PATCH', path, { price: { amount: 7 } }, who);
  await send('PATCH', path, { price: { amount: 9 }, was: { price: { amount: 1 } } }, who);
  const from = '2090-01-01T00:00:00.000Z';
  const plan = (await send('POST', `${path}/prices`, { price: { amount: 5 }, from }, who)).body;
  await send('DELETE', `${path}/prices/${plan.id}`, undefined, who);
  const sent = form({ file: await png(9, 9) }, who);
  const picture = (await app.inject({ method: 'POST', url: `${path}/pictures`, ...sent })).json();
  await send('DELETE', `${path}/pictures/${picture.id}`, undefined, who);
  await send('DELETE', path, undefined, who);
  const [made, ...others] = await logged(`product:${id}`);
  assert.deepEqual(
    [made!['action'], made!['after'].name, made!['before']],
    ['product.create', body.name, {}],
  );
  assert.deepEqual(others.slice(0, 5), [
    {
      action: 'product.change',
      before: { price: 129900, published: false },
      after: { price: 7, published: true },
    },
    { action: 'price.plan', before: {}, after: { price: 5, from } },
    { action: 'price.unplan', before: { price: 5, from }, after: {} },
    { action: 'picture.add', before: {}, after: picture },
    { action: 'picture.remove', before: picture, after: {} },
  ]);
  assert.deepEqual(
    others.slice(5).map(({ action }) => action),
    ['product.delete'],
  );
});

test('so have categories', async () => {
  const body = { slug: `s-${newId()}`, name: { en: 'One', ru: 'Раз' } };
  const { id } = (await send('POST', '/api/categories', body, who)).body;
  await send('PATCH', `/api/categories/${id}`, { name: { en: 'Two' }, place: 2 }, who);
  await send('DELETE', `/api/categories/${id}`, undefined, who);
  const entries = await logged(`category:${id}`);
  assert.deepEqual(
    entries.map(({ action }) => action),
    ['category.create', 'category.change', 'category.delete'],
  );
  const { before, after: then } = entries[1]!;
  assert.deepEqual(
    [before, then],
    [
      { name: { en: 'One', ru: 'Раз' }, place: 0 },
      { name: { en: 'Two', ru: 'Раз' }, place: 2 },
    ],
  );
});
