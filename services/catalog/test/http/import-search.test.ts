import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { openImports } from './opened-imports.ts';

type Json = ReturnType<typeof JSON.parse>;

const EACH = 50;
const every = Array.from({ length: EACH }, (_, n) => n);

/** What is kept of products for searching and for their addresses, each row as text. */
async function readKept(sql: Sql, nameOf: (id: string) => string): Promise<Record<string, string[]>> {
  const tables = {
    words: await sql`select word, lexeme, names, texts from words where (names, texts) <> (0, 0)`,
    searchWords: await sql`
      select word, lexeme, names, texts, shelves from search_words where (names, texts, shelves) <> (0, 0, 0)`,
    productWords: await sql`select word, product, price, category from product_words`,
    terms: await sql`select word, product, price, category from product_terms`,
    slugs: await sql`select slug, product from product_slugs`,
    prices: await sql`
      select product, price, row_number() over (partition by product order by since) as place from price_changes`,
    products: await sql`
      select id as product, name_en, letters_en, letters_ru, found::text, search::text, facts_text, slug, price,
        category_id as category, picture, hidden, archived_at is null as sold from products`,
  };
  const asText = ({ product: id, category, slug, ...row }: Json) =>
    JSON.stringify({
      ...row,
      ...(id && { product: nameOf(id) }),
      ...(category && { category: nameOf(category) }),
      ...(slug && { slug: slug.replace(id.replaceAll('-', ''), '<id>').replace(id.slice(-6), '<end>') }),
    });
  return Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, rows.map(asText).sort()]));
}

/** A shop with the same shelves and products as the other. */
async function openShop() {
  const shop = await openImports();
  const sql = connect(shop.url, { name: 'test', max: 1 });
  after(() => sql.end());
  const shelves = [await shop.category(), await shop.category({ en: 'Garden tools', ru: 'Всё для сада' })];
  const ids: string[] = [];
  for (const n of every)
    ids.push(
      (await shop.product(`Walnut tray ${n % 7}`, `Поднос-ёлка ${n}`, { categoryId: shelves[0].id })).id,
    );
  return {
    ...shop,
    shelves,
    ids,
    kept: async () => {
      const rows = await sql<{ id: string; nameEn: string }[]>`select id::text, name_en from products`;
      const names = new Map(rows.map(({ id, nameEn }) => [id, nameEn]));
      for (const [n, id] of ids.entries()) names.set(id, `#${n}`);
      for (const [n, { id }] of shelves.entries()) names.set(id, `shelf ${n}`);
      return readKept(sql, (id) => names.get(id)!);
    },
    found: async (text: string) => {
      const { body } = await shop.send('GET', `/api/products?search=${encodeURIComponent(text)}&limit=100`);
      return body.items.map(({ name }: Json) => name).sort();
    },
  };
}

const [byFile, byHand] = [await openShop(), await openShop()];
const SEARCHES = ['walnut', 'kettle', 'чайник', 'поднос', 'lx-200', 'brass'];

async function same(when: string): Promise<void> {
  const [file, hand] = [await byFile.kept(), await byHand.kept()];
  for (const [name, rows] of Object.entries(hand)) assert.deepEqual(file[name], rows, `${name} ${when}`);
  for (const text of SEARCHES)
    assert.deepEqual(await byFile.found(text), await byHand.found(text), `${text} ${when}`);
}

async function imported(kind: string, lines: string[]): Promise<string> {
  const { body } = await byFile.check(kind, lines.join('\n'));
  assert.deepEqual([body.counts.wrong, body.counts.unchanged], [0, 0], JSON.stringify(body.wrong));
  assert.equal((await byFile.apply(body.id)).status, 200);
  return body.id;
}

async function edited(id: string, change: object): Promise<void> {
  const { status, body } = await byHand.send('PATCH', `/api/products/${id}`, change);
  assert.equal(status, 200, JSON.stringify(body));
}

/** What becomes of the products that are there: some have a name that another had, or one that others get as well. */
const changes = every.map((n) => ({
  ...(n % 2 === 0 && {
    name: { en: n % 4 ? `Walnut tray ${n % 5}` : `Brass kettle LX-${n * 100}`, ru: `Чайник ${n}` },
  }),
  ...(n % 3 === 0 && { description: { en: `It is of brass, no. ${n}`, ru: `Из латуни, №${n}` } }),
  ...(n % 5 === 0 && { price: { amount: 100 * (n + 1) } }),
  ...(n % 7 === 0 && { published: false }),
  ...(n % 11 === 0 && { picture: `https://a.example/${n}.png` }),
  shelf: 1,
}));
const fresh = every.map((n) => ({
  name: { en: n % 10 ? `Café kettle ${n}` : `Walnut tray ${n / 10}`, ru: `Новый чайник ${n}` },
  description: { en: `It boils, ${n}`, ru: 'Кипит' },
  price: { amount: 5000 + n },
  published: n % 9 !== 0,
}));

test('what is searched and by which address things are found is after an import, and after its undo, as if each had been edited', async () => {
  const cell = (text: unknown) => (text === undefined ? '' : String(text));
  const line = (id: string, one: Json, shelf: Json) =>
    [
      id,
      one.name?.en,
      one.name?.ru,
      one.description?.en,
      one.description?.ru,
      one.price && (one.price.amount / 100).toFixed(2),
      one.published === undefined ? '' : one.published ? 'yes' : 'no',
      one.picture,
      shelf.slug,
    ]
      .map(cell)
      .join(';');
  const products = await imported('products', [
    'id;nameEn;nameRu;descriptionEn;descriptionRu;price;published;picture;category',
    ...changes.map((one, n) => line(byFile.ids[n]!, one, byFile.shelves[1])),
    ...fresh.map((one) => line('', one, byFile.shelves[1])),
  ]);
  for (const [n, { shelf, ...change }] of changes.entries())
    await edited(byHand.ids[n]!, { ...change, categoryId: byHand.shelves[shelf]!.id });
  const made: string[] = [];
  for (const { name, ...more } of fresh)
    made.push((await byHand.product(name.en, name.ru, { ...more, categoryId: byHand.shelves[1].id })).id);
  await same('after names, texts and new products');

  const prices = await imported('prices', ['id;price', ...byFile.ids.map((id, n) => `${id};${700 + n}`)]);
  for (const [n, id] of byHand.ids.entries()) await edited(id, { price: { amount: 100 * (700 + n) } });
  await same('after prices');

  assert.deepEqual((await byFile.undo(prices)).body.kept, []);
  for (const [n, id] of byHand.ids.entries())
    await edited(id, { price: changes[n]!.price ?? { amount: 129900 } });
  await same('after the undo of prices');

  assert.deepEqual((await byFile.undo(products)).body.kept, []);
  const before = (n: number) => ({
    name: { en: `Walnut tray ${n % 7}`, ru: `Поднос-ёлка ${n}` },
    description: { en: 'It serves.', ru: 'Она служит.' },
    price: { amount: 129900 },
    published: true,
    picture: null,
    categoryId: byHand.shelves[0].id,
  });
  for (const [n, id] of byHand.ids.entries()) await edited(id, before(n));
  for (const id of made) assert.equal((await byHand.send('DELETE', `/api/products/${id}`)).status, 204);
  await same('after the undo of products');
});
