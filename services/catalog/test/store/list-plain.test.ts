import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { newId } from '@sagashop/kernel/ids';
import { UNFILTERED } from '../../src/store/filters.ts';
import { listProducts } from '../../src/store/list-products.ts';
import type { ProductsWanted } from '../../src/store/products-wanted.ts';
import { openTestCatalog } from '../opened.ts';

const { url, send, category } = await openTestCatalog();
// One connection, whose prepared statements can be asked for.
const sql = connect(url, { name: 'test', max: 1, settings: { random_page_cost: '1.1' } });
after(() => sql.end());

const [small, large] = [await category({ en: 'One', ru: 'Один' }), await category({ en: 'Two', ru: 'Два' })];
await sql`
  insert into products (id, category_id, name_en, name_ru, description_en, description_ru, price)
  select gen_random_uuid(), case when n % 8 = 0 then ${small.id}::uuid else ${large.id}::uuid end,
    'Thing ' || n % 97, 'Вещь ' || n % 89, 'It serves.', 'Она служит.', 100 + n % 50
  from generate_series(1, 2000) n`;
await sql`analyze products`;

const SORTS = ['newest', 'price', '-price', 'name'] as const;

/** Each kind of list that an index has in order. */
function kinds(): ProductsWanted[] {
  const found: ProductsWanted[] = [];
  for (const language of ['en', 'ru'] as const)
    for (const sort of SORTS)
      for (const within of [[], [small.id], [large.slug]])
        for (const place of [undefined, { key: sort === 'name' ? 'thing 5' : 120, id: newId() }]) {
          found.push({ ...UNFILTERED, language, sort, categories: within, after: place, limit: 21 });
        }
  return found;
}

interface Prepared {
  name: string;
  statement: string;
  kinds: string;
  generic: number;
}

const VALUES: Record<string, string> = { uuid: `'${small.id}'`, bigint: '120', text: "'x'" };

test('a plain list of any kind has one plan, which reads an index in order and stops', async () => {
  const wanted = kinds();
  // The first five plans of a connection are made for what is asked; then one for all is made and compared.
  for (let times = 0; times < 7; times += 1) for (const one of wanted) await listProducts(sql, one);
  const prepared = await sql<Prepared[]>`
    select name, statement, parameter_types::text as kinds, generic_plans as generic from pg_prepared_statements
    where statement like '%from products p%' and statement not like '%pg_prepared%'`;
  assert.equal(prepared.length, wanted.length);
  for (const { name, statement, kinds: types, generic } of prepared) {
    assert.ok(generic > 0, `planned each time: ${statement}`);
    const values = types.slice(1, -1).split(',').filter(Boolean);
    const call = values.length > 0 ? `(${values.map((type) => VALUES[type]).join(',')})` : '';
    const lines = await sql.unsafe(`explain execute "${name}"${call}`);
    const plan = lines.map((line) => line['QUERY PLAN']).join('\n');
    const found = `${statement}\n${plan}`;
    assert.match(plan, /Limit.*Index Scan .*on products p/s, found);
    assert.doesNotMatch(plan, /Limit.*Sort|Seq Scan on products|Bitmap/s, found);
  }
});

interface Page {
  items: { id: string }[];
  nextCursor: string | null;
}

async function idsOf(query: string, limit: number): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const path = `/api/products?${query}&limit=${limit}${cursor && `&cursor=${cursor}`}`;
    const { status, body } = await send('GET', path);
    assert.equal(status, 200, JSON.stringify(body));
    const page: Page = body;
    assert.ok(page.items.length === limit || page.nextCursor === null);
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  return ids;
}

test('pages of any length are the same list', async () => {
  for (const sort of SORTS) {
    const query = `category=${small.slug}&sort=${sort}`;
    const all = await idsOf(query, 100);
    assert.equal(new Set(all).size, 250);
    assert.equal(all.length, 250);
    for (const limit of [19, 20, 21, 39, 40, 41, 99]) assert.deepEqual(await idsOf(query, limit), all);
  }
});

test('a list between two prices is the same in pages, from both ends', async () => {
  const query = `category=${small.id}&minPrice=120&maxPrice=124`;
  const up = await idsOf(`${query}&sort=price`, 100);
  assert.equal(
    up.length,
    [20, 22, 24].reduce((sum, n) => sum + countOf(n), 0),
  );
  assert.deepEqual(await idsOf(`${query}&sort=price`, 7), up);
  assert.deepEqual(await idsOf(`${query}&sort=-price`, 7), up.toReversed());
  assert.deepEqual((await idsOf(`${query}&sort=newest`, 7)).toSorted(), up.toSorted());
});

/** How many of the small category's products have this price, less 100. */
function countOf(price: number): number {
  return Array.from({ length: 2000 }, (_, n) => n + 1).filter((n) => n % 8 === 0 && n % 50 === price).length;
}
