import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestCatalog } from '../opened.ts';

const { service, send, category, product } = await openTestCatalog();

const shelves = [
  await category({ en: 'Tea', ru: 'Чай' }),
  await category({ en: 'Coffee', ru: 'Кофе' }),
  await category({ en: 'Books', ru: 'Книги' }),
];
const made: { id: string; price: number; shelf: string; had: boolean }[] = [];
for (let n = 0; n < 24; n += 1) {
  const shelf = shelves[n % 3]!;
  const price = 100 * (1 + (n % 8));
  const name = n % 2 ? `Fine leaf ${n}` : `Plain leaf ${n}`;
  const { id } = await product(name, `Лист ${n}`, { categoryId: shelf.id, price: { amount: price } });
  made.push({ id, price, shelf: shelf.slug, had: n % 4 !== 0 });
}
await service.subscribes!['stock.availability_changed']!(
  made.map(({ id, had }) => ({ product: id, availability: had ? 'low' : 'out', sequence: 1 })) as never,
);

interface Choices {
  categories: { slug: string; count: number }[];
  prices: { min: number; max: number; count: number }[];
  total: number;
}

async function choices(query: string): Promise<Choices> {
  const { status, body } = await send('GET', `/api/products?facets=choices&limit=1&${query}`);
  assert.equal(status, 200, JSON.stringify(body));
  return body.facets;
}

/** The ids in the order of a list, read in pages. */
async function idsOf(query: string, limit = 5): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const path: string = `/api/products?${query}&limit=${limit}${cursor && `&cursor=${cursor}`}`;
    const { status, body } = await send('GET', path);
    assert.equal(status, 200, JSON.stringify(body));
    ids.push(...body.items.map(({ id }: { id: string }) => id));
    cursor = body.nextCursor;
  }
  return ids;
}

const [tea, coffee] = shelves as [{ id: string; slug: string }, { id: string; slug: string }, unknown];

test('several categories are one list in every order, however they are named', async () => {
  const wanted = made.filter(({ shelf }) => shelf === tea.slug || shelf === coffee.slug);
  const price = (id: string) => made.find((one) => one.id === id)!.price;
  for (const sort of ['newest', 'price', '-price', 'name']) {
    const query = `sort=${sort}&category=${tea.slug},${coffee.id}`;
    const all = await idsOf(query, 100);
    assert.deepEqual(all.toSorted(), wanted.map(({ id }) => id).toSorted(), sort);
    assert.deepEqual(await idsOf(query), all, sort);
    const again = `sort=${sort}&category=${tea.slug}&category=${coffee.slug}&category=${tea.id}&category=no-such`;
    assert.deepEqual(await idsOf(again, 3), all, sort);
    if (sort === 'price') assert.deepEqual(all.map(price), all.map(price).toSorted());
  }
  for (const query of ['search=leaf', 'search=leaf&sort=price', 'search=fine', 'minPrice=200&maxPrice=500']) {
    const both = await idsOf(`${query}&category=${tea.slug},${coffee.slug}`);
    const each = [
      ...(await idsOf(`${query}&category=${tea.slug}`)),
      ...(await idsOf(`${query}&category=${coffee.slug}`)),
    ];
    assert.ok(both.length > 0, query);
    assert.deepEqual(both.toSorted(), each.toSorted(), query);
  }
  const many = Array.from({ length: 21 }, (_, n) => `shelf-${n}`);
  for (const query of [many.join(), many.join('&category=')]) {
    const { status, body } = await send('GET', `/api/products?category=${query}`);
    assert.deepEqual([status, body.errors[0].path], [422, 'category']);
  }
});

test('only what can be had is listed when that is asked for, in every list', async () => {
  const had = made.filter((one) => one.had).map(({ id }) => id);
  for (const query of [
    '',
    'sort=price',
    'search=leaf',
    'search=leaf&sort=name',
    'search=leaf+-rare',
    'minPrice=1',
  ])
    assert.deepEqual((await idsOf(`${query}&available=true`)).toSorted(), had.toSorted(), query);
  const some = await idsOf(`available=true&category=${tea.slug},${coffee.slug}`);
  assert.ok(some.length > 0 && some.every((id) => had.includes(id)));
  assert.equal((await idsOf('available=false')).length, made.length);
});

test('each choice is counted as what it would leave', async () => {
  const queries = [
    '',
    `category=${tea.slug}`,
    `category=${tea.id},${coffee.slug}`,
    'minPrice=300&maxPrice=600',
  ];
  const more = [
    `category=${tea.slug}&minPrice=300&available=true`,
    'available=true&search=fine',
    'category=no-such',
  ];
  for (const query of [...queries, ...more]) {
    const found = await choices(query);
    assert.equal(found.total, (await idsOf(query)).length, query);
    const without = (names: string[]) =>
      query
        .split('&')
        .filter((one) => !names.includes(one.split('=')[0]!))
        .join('&');
    for (const { slug, count } of found.categories)
      assert.equal(
        (await idsOf(`${without(['category'])}&category=${slug}`)).length,
        count,
        `${query} ${slug}`,
      );
    for (const { min, max, count } of found.prices) {
      const between = `${without(['minPrice', 'maxPrice'])}&minPrice=${min}&maxPrice=${max}`;
      assert.equal((await idsOf(between)).length, count, `${query} ${min}`);
    }
    assert.ok(query.includes('no-such') || found.prices.length > 1, query);
    assert.equal(found.categories.length, 3, query);
  }
  const nothing = { categories: [], prices: [], total: 0 };
  assert.deepEqual(await choices('search=xqzzkw'), nothing);
});
