import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import fc from 'fast-check';
import { letters } from '../../src/domain/letters.ts';
import { ADMIN, openTestCatalog } from '../opened.ts';

const { url, send, product, category } = await openTestCatalog();
const sql = connect(url, { name: 'test', max: 1 });
after(() => sql.end());

interface Found {
  items: { id: string; name: string }[];
  shelves?: { slug: string }[];
}

async function search(query: string, more: Record<string, string> = {}): Promise<Found> {
  const answer = await send('GET', `/api/products?${new URLSearchParams({ search: query, ...more })}`);
  assert.equal(answer.status, 200, query);
  return answer.body;
}
const names = async (query: string) => (await search(query)).items.map(({ name }) => name);

test('a product is found by its own name, and by the parts and other ways to write it', async () => {
  const own: Record<string, string[]> = {
    'Drill LX-200': ['LX-200', 'lx 200', 'lx200', 'drill lx-200'],
    'Model 42-315': ['42-315', '42 315', '42315'],
    'Ball red/blue': ['red/blue', 'red blue'],
    'Paper A4/A5': ['A4/A5', 'a4', 'a5'],
    'Firmware v2.0.1': ['v2.0.1', 'v2 0 1'],
    'Mug sagashop.com': ['.com', 'sagashop.com', 'sagashop'],
    'Shampoo 2-in-1': ['2-in-1', '2 in 1', '2in1'],
    'L’Oréal cream': ["l'oreal", 'loreal', 'L’ORÉAL', 'oreal'],
    'Straße map': ['strasse', 'Straße'],
  };
  for (const name of Object.keys(own)) await product(name, `Вещь ${name}`);
  for (const [name, queries] of Object.entries(own)) {
    for (const query of [name, ...queries]) assert.equal((await names(query))[0], name, query);
  }
});

test('an accent makes no difference, whether others have none or not', async () => {
  await product('Café table', 'Столик');
  assert.deepEqual(await names('cafe'), ['Café table']);
  await product('Cafe chair', 'Стульчик');
  for (const query of ['cafe', 'café', 'CAFÉ'])
    assert.deepEqual((await names(query)).sort(), ['Cafe chair', 'Café table']);
});

test('what was typed in the other layout of the keyboard is understood', async () => {
  await product('Samovar', 'Самовар');
  for (const query of ['cfvjdfh', 'ыфьщмфк', 'cfvjdf', 'cfvjdhf'])
    assert.deepEqual(await names(query), ['Samovar'], query);
});

test('names are ordered by their letters: no case, no accents, ё as е', async () => {
  const { id } = await category({ en: 'Ordered', ru: 'По порядку' });
  const both = [
    ['éclair', 'Ель'],
    ['Apple', 'ёж'],
    ['zebra', 'Жук'],
    ['banana', 'ежевика'],
    ['Élan', 'Ёлка'],
  ];
  for (const [en, ru] of both) await product(en!, ru!, { categoryId: id });
  const listed = async (language: string) => {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const path = `/api/products?category=${id}&sort=name&limit=2${cursor && `&cursor=${cursor}`}`;
      const { body } = await send('GET', path, undefined, { ...ADMIN, 'accept-language': language });
      seen.push(...(body as Found).items.map(({ name }) => name));
      cursor = body.nextCursor;
    }
    return seen;
  };
  assert.deepEqual(await listed('en'), ['Apple', 'banana', 'éclair', 'Élan', 'zebra']);
  assert.deepEqual(await listed('ru'), ['ёж', 'ежевика', 'Ёлка', 'Ель', 'Жук']);
});

test('a search that names a shelf says so on its first page, and finds its goods behind those of the name', async () => {
  const { id, slug } = await category({ en: 'Lanterns', ru: 'Фонари' });
  for (const n of [1, 2, 3]) await product(`Glowing thing ${n}`, `Штука ${n}`, { categoryId: id });
  await product('Lantern holder', 'Держатель фонаря');
  const first = await search('lantern', { limit: '2' });
  assert.deepEqual(
    first.shelves?.map((one) => one.slug),
    [slug],
  );
  assert.deepEqual(
    first.items.map(({ name }) => name),
    ['Lantern holder', 'Glowing thing 3'],
  );
  const { nextCursor } = first as Found & { nextCursor: string };
  const next = await search('lantern', { limit: '2', cursor: nextCursor });
  assert.deepEqual(
    next.items.map(({ name }) => name),
    ['Glowing thing 2', 'Glowing thing 1'],
  );
  assert.equal(next.shelves, undefined);
  assert.deepEqual(
    (await names('lantern thing')).length,
    3,
    'no product has both: the shelf’s that have the other',
  );
  for (const sort of ['price', 'name', 'newest'])
    assert.equal((await search('фонари', { sort })).items.length, 4, sort);
  const { body } = await send('GET', '/api/products?search=lantern&facets=true');
  assert.equal(
    body.facets.prices.reduce((sum: number, one: { count: number }) => sum + one.count, 0),
    4,
  );
  assert.deepEqual((await search('lantrn')).shelves?.length, 1, 'mistyped');
});

test('an administrator says what means the same, and nobody else', async () => {
  await product('Corkscrew', 'Штопор');
  assert.deepEqual(await names('bottle opener'), []);
  const items = [
    { words: ['corkscrew', 'bottle opener'], also: [] },
    { words: ['party'], also: ['corkscrew'] },
  ];
  const path = '/api/search/synonyms';
  assert.equal((await send('PUT', path, { items })).status, 200);
  assert.deepEqual((await send('GET', path)).body, { items, nextCursor: null });
  for (const query of ['bottle opener', 'bottle openers', 'party'])
    assert.deepEqual(await names(query), ['Corkscrew'], query);
  const customer = {
    'x-test-identity': ADMIN['x-test-identity']!.replace('"roles":["owner"]', '"roles":[]'),
  };
  assert.equal((await send('PUT', path, { items }, customer)).status, 403);
  assert.equal((await send('GET', path, undefined, {})).status, 401);
  for (const wrong of [
    { items: [{ words: [] }] },
    { items: [{ words: [' '] }] },
    { items: [{ words: ['a'], x: 1 }] },
    {},
  ])
    assert.equal((await send('PUT', path, wrong)).status, 422, JSON.stringify(wrong));
  assert.equal((await send('PUT', path, { items: [{ words: ['!!!', 'the'] }] })).status, 200);
  assert.deepEqual(await names('bottle opener'), []);
});

test('letters are the same here and in the database', async () => {
  const odd = fc.constantFrom(
    ..."ёЙйи\u0306е\u0301ÉßœÆŁøÎİıΣςïїў²½ﬁＡ-/.'’_\u00ad\u200b🫖ж Ж7٣ß№".normalize(),
    'и\u0306',
    'a\u0308',
  );
  const text = fc.oneof(
    fc.array(odd, { maxLength: 12 }).map((all) => all.join('')),
    fc.string({ maxLength: 20 }),
  );
  await fc.assert(
    fc.asyncProperty(text, async (one) => {
      const clean = one.replaceAll('\0', '').toWellFormed();
      const [row] = await sql<{ there: string }[]>`select search_text(${clean}) as there`;
      assert.equal(letters(clean), row!.there);
    }),
    { numRuns: 300 },
  );
});

test('a search that was read in the other layout says as what, and in quotes it means what was typed', async () => {
  await product('Novel', 'Книги о море');
  const read = await send('GET', '/api/products?search=rybub');
  assert.equal(read.body.readAs, 'книги');
  assert.ok(read.body.items.length > 0);
  assert.equal((await send('GET', '/api/products?search=%22rybub%22')).body.items.length, 0);
  assert.equal('readAs' in (await send('GET', '/api/products?search=novel')).body, false);
});
