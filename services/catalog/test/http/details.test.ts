import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestCatalog } from '../opened.ts';

const { send, product, productBody } = await openTestCatalog();

const both = (text: string) => ({ en: text, ru: `по-русски: ${text}` });
const FACTS = [
  { key: 'size', name: both('Size'), value: both('40 × 25 cm') },
  { key: 'material', name: both('Material'), value: both('Oak') },
];
const PICTURES = [{ url: '/front.svg' }, { url: '/back.svg', alt: both('From behind') }];
const russian = { 'accept-language': 'ru' };

test('a product tells its facts and pictures in the language of its reader, and in all of them to its editor', async () => {
  const { id } = await product('Board', 'Доска', { facts: FACTS, pictures: PICTURES });
  const { body } = await send('GET', `/api/products/${id}`, undefined, russian);
  assert.deepEqual(body.facts[0], { key: 'size', name: 'по-русски: Size', value: 'по-русски: 40 × 25 cm' });
  assert.deepEqual(body.pictures, [
    { url: '/front.svg', alt: 'Доска' },
    { url: '/back.svg', alt: 'по-русски: From behind' },
  ]);
  assert.equal(body.picture, '/front.svg');
  const edited = (await send('GET', `/api/products/${id}?languages=all`)).body;
  assert.deepEqual([edited.facts, edited.pictures], [FACTS, PICTURES]);
  assert.deepEqual((await send('PATCH', `/api/products/${id}`, { facts: [] })).body.facts, []);
  assert.deepEqual((await send('GET', `/api/products/${id}`)).body.pictures.length, 2);
});

test('lists have a product’s slug and first picture, and leave the rest to its page', async () => {
  const { id } = await product('Listed board', 'Доска в списке', { facts: FACTS, pictures: PICTURES });
  const [listed] = (await send('GET', '/api/products?limit=1')).body.items;
  assert.deepEqual([listed.id, listed.slug, listed.picture], [id, 'listed-board', '/front.svg']);
  assert.ok(!('facts' in listed) && !('pictures' in listed));
});

test('who changes the first picture leaves the others; without a first there is none', async () => {
  const { id } = await product('Tray', 'Поднос', { pictures: PICTURES });
  const change = async (more: object) => (await send('PATCH', `/api/products/${id}`, more)).body;
  const urls = ({ picture, pictures }: { picture: string; pictures: { url: string }[] }) => [
    picture,
    ...pictures.map(({ url }) => url),
  ];
  assert.deepEqual(urls(await change({ picture: '/new.svg' })), ['/new.svg', '/new.svg', '/back.svg']);
  assert.deepEqual(urls(await change({ name: { en: 'Oak tray' } })), ['/new.svg', '/new.svg', '/back.svg']);
  assert.deepEqual(urls(await change({ pictures: [{ url: '/a.svg' }], picture: '/a.svg' })), [
    '/a.svg',
    '/a.svg',
  ]);
  assert.deepEqual(urls(await change({ picture: null })), [null]);
  const last = await change({ pictures: PICTURES });
  assert.deepEqual(urls(last), ['/front.svg', '/front.svg', '/back.svg']);
});

test('facts and pictures that do not fit are refused with their path', async () => {
  const body = await productBody();
  const fact = FACTS[0]!;
  const wrong: [object, string][] = [
    [{ facts: [{ ...fact, key: 'Not a key' }] }, 'facts.0.key'],
    [{ facts: [fact, fact] }, 'facts.1.key'],
    [{ facts: [{ ...fact, value: { en: 'Oak' } }] }, 'facts.0.value.ru'],
    [{ facts: [{ ...fact, name: both(' ').en && { en: ' ', ru: 'x' } }] }, 'facts.0.name.en'],
    [{ facts: Array.from({ length: 21 }, (_, n) => ({ ...fact, key: `k${n}` })) }, 'facts'],
    [{ facts: null }, 'facts'],
    [{ pictures: [{ url: '' }] }, 'pictures.0.url'],
    [{ pictures: [{ url: '/a.svg', alt: { en: 'x' } }] }, 'pictures.0.alt.ru'],
    [{ pictures: Array.from({ length: 11 }, () => ({ url: '/a.svg' })) }, 'pictures'],
    [{ pictures: [{ url: '/a.svg' }], picture: '/b.svg' }, 'picture'],
  ];
  for (const [more, path] of wrong) {
    const { status, body: problem } = await send('POST', '/api/products', { ...body, ...more });
    assert.deepEqual([status, problem.code, problem.errors?.[0].path], [422, 'validation_failed', path]);
  }
});

test('a product is found by what its facts say, behind those that have it in their names', async () => {
  const tray = (await product('Tray with handles', 'Поднос', { facts: FACTS })).id;
  const found = async (search: string) => {
    const { body } = await send('GET', `/api/products?${new URLSearchParams({ search })}`);
    return body.items.map(({ id }: { id: string }) => id);
  };
  assert.ok((await found('oak')).includes(tray));
  assert.deepEqual(await found('oak handles'), [tray]);
  await send('PATCH', `/api/products/${tray}`, { facts: [] });
  assert.ok(!(await found('oak')).includes(tray));
});

test('goods with all words somewhere in their texts, and none in the name, are not all that a search finds', async () => {
  const texts = { en: 'As strong as cocoa.', ru: 'Крепкий, как какао.' };
  await product('Old leaves', 'Старые листья', { description: texts });
  const cocoa = (await product('Cocoa', 'Какао')).id;
  const { body } = await send('GET', '/api/products?search=strong+cocoa');
  assert.deepEqual([body.items[0].id, body.without], [cocoa, ['strong']]);
});
