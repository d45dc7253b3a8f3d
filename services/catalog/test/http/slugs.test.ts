import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { openTestCatalog } from '../opened.ts';

const { url, send, product } = await openTestCatalog();
const sql = connect(url, { name: 'slugs', max: 2 });
test.after(() => sql.end());

const at = async (name: string) => (await send('GET', `/api/products/${name}`)).body;

test('a product is found by its slug, in whatever letters it is typed', async () => {
  const { id, slug } = await product("Chef's knife, 20 cm", 'Нож');
  assert.equal(slug, 'chefs-knife-20-cm');
  assert.equal((await at(slug)).id, id);
  assert.equal((await at('Chefs-Knife-20-CM')).id, id);
  assert.equal((await at(id)).slug, slug);
});

test('a slug has Latin letters and numbers alone, whatever the name is written in', async () => {
  const long = `${'very '.repeat(20)}long name`;
  const names: [string, string | RegExp][] = [
    ['Café crème & thé', 'cafe-creme-and-the'],
    ['Щётка для обуви «Чистюля»', 'shchetka-dlya-obuvi-chistyulya'],
    ['茶壶', /^product(-[0-9a-f]{6})?$/],
    ['!?', /^product(-[0-9a-f]{6})?$/],
    ['Suggestions', 'product-suggestions'],
    ['01980000-0000-7000-8000-000000000000', 'product-01980000-0000-7000-8000-000000000000'],
    [long, /^(very-){15}very$/],
  ];
  for (const [name, expected] of names) {
    const { id, slug } = await product(name, 'Имя');
    assert.match(slug, expected instanceof RegExp ? expected : new RegExp(`^${expected}$`));
    assert.equal((await at(slug)).id, id, slug);
  }
});

test('products of one name have slugs of their own, also when they are added at once', async () => {
  const made = await Promise.all(Array.from({ length: 5 }, () => product('Twin', 'Близнец')));
  const slugs = made.map(({ slug }) => slug).sort();
  assert.equal(new Set(slugs).size, 5);
  assert.equal(slugs[0], 'twin');
  assert.ok(slugs.slice(1).every((slug) => /^twin-[0-9a-f]{6}$/.test(slug)));
});

test('a renamed product has a new slug, and its old ones go on leading to it', async () => {
  const { id } = await product('Old mug', 'Кружка');
  const rename = async (en: string) =>
    (await send('PATCH', `/api/products/${id}`, { name: { en } })).body.slug;
  assert.equal(await rename('New mug'), 'new-mug');
  assert.deepEqual([(await at('old-mug')).id, (await at('old-mug')).slug], [id, 'new-mug']);
  const other = await product('Old mug', 'Кружка');
  assert.match(other.slug, /^old-mug-[0-9a-f]{6}$/);
  assert.equal(await rename('Old mug'), 'old-mug');
  assert.equal((await at('new-mug')).id, id);
  const russian = (await send('PATCH', `/api/products/${id}`, { name: { ru: 'Чашка' } })).body;
  assert.equal(russian.slug, 'old-mug', 'the English name decides');
});

test('what is not sold any more leaves its slug to the next of its name', async () => {
  const { id } = await product('Kettle', 'Чайник');
  assert.equal((await send('DELETE', `/api/products/${id}`)).status, 204);
  assert.equal((await at('kettle')).code, 'not_found');
  const next = await product('Kettle', 'Чайник');
  assert.equal(next.slug, 'kettle');
  assert.equal((await at('kettle')).id, next.id);
});

test('a product that the release before adds has a slug; one that none was given yet has its id', async () => {
  const { id, category } = await product('Of the new release', 'Новый');
  const [{ id: older }] = await sql<[{ id: string }]>`
    insert into products (id, category_id, name_en, name_ru, description_en, description_ru, price, picture)
    values (gen_random_uuid(), ${category.id}, 'Of the release before', 'Старый', '', '', 1, '/old.svg') returning id`;
  const shown = await at('of-the-release-before');
  assert.deepEqual([shown.id, shown.pictures.length, shown.facts], [older, 1, []]);
  await sql`update products set slug = null where id = ${id}`;
  assert.deepEqual([(await at(id)).slug, (await at('of-the-new-release')).id], [id, id]);
});

test('who has the slug that many want is not looked for among all products, on a connection that knew few of them either', async () => {
  const { category } = await product('Before the crowd', 'До всех');
  const scans = await sql.begin(async (tx) => {
    const read = async () => {
      const [row] = await tx<[{ scans: number }]>`
        select seq_scan::int as scans from pg_stat_xact_user_tables where relname = 'products'`;
      return row.scans;
    };
    await tx`
      insert into products (id, category_id, name_en, name_ru, description_en, description_ru, price)
      select gen_random_uuid(), ${category.id}, 'Crowd', 'Все', '', '', 1 from generate_series(1, 50)`;
    const before = await read();
    await tx`update products set name_en = 'Crowd, renamed' where name_en = 'Crowd'`;
    return (await read()) - before;
  });
  assert.ok(scans <= 1, `all products were read ${scans} times to rename 50`);
});

test('a name that no product has, or none can have, is not found', async () => {
  for (const name of ['nothing-so-called', '-', 'a--b', 'a b', 'x'.repeat(121), '%00', "'--", '%2e%2e'])
    assert.equal((await send('GET', `/api/products/${name}`)).status, 404, name);
});
