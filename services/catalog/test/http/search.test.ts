import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestCatalog } from '../opened.ts';

const { send, product, category } = await openTestCatalog();

await product('Glass teapot with an infuser', 'Чайник заварочный стеклянный');
await product('Electric kettle', 'Чайник электрический');
await product('Green tea', 'Зелёный чай', {
  description: { en: 'Brew it in a teapot.', ru: 'Заваривать в чайнике.' },
});
await product('Running shoes', 'Кроссовки для бега');
await product('Notebook in a checked cover', 'Тетрадь в клетку');
await product('Wheat flour, 900 g', 'Мука пшеничная, 900\u00a0г');

async function found(search: string, more: Record<string, string> = {}, language = 'en') {
  const query = new URLSearchParams({ search, ...more });
  const answer = await send('GET', `/api/products?${query}`, undefined, { 'accept-language': language });
  assert.equal(answer.status, 200, `${search.slice(0, 50)}: ${JSON.stringify(answer.body)}`);
  return answer.body.items.map((item: { name: string }) => item.name) as string[];
}

test('a word finds its other forms in both languages, the name before the description', async () => {
  assert.deepEqual(await found('teapots'), ['Glass teapot with an infuser', 'Green tea']);
  assert.deepEqual(await found('run'), ['Running shoes']);
  const russian = await found('чайники');
  assert.deepEqual(russian.slice(0, 2).sort(), ['Electric kettle', 'Glass teapot with an infuser']);
  assert.equal(russian[2], 'Green tea');
});

test('a number and its unit are found with the space that a page shows between them, and with any', async () => {
  for (const typed of ['flour 900 g', 'flour 900\u00a0g', 'мука 900 г', 'мука 900\u00a0г'])
    assert.deepEqual(await found(typed), ['Wheat flour, 900 g'], typed);
});

test('a mistyped word finds what was meant, in Russian too', async () => {
  for (const typed of ['чайнк', 'ЧАЙНК', 'чайнек заварочный', 'чайнникк электрический']) {
    assert.ok(
      (await found(typed, {}, 'ru')).some((name) => name.startsWith('Чайник')),
      typed,
    );
  }
  assert.deepEqual(await found('notebok'), ['Notebook in a checked cover']);
  assert.ok((await found('зеленый')).includes('Green tea'), 'е for ё');
});

test('however a word was typed, composed or not, wide or with what nobody sees, it finds the same', async () => {
  const plain = await found('Зелёный чай');
  assert.ok(plain.includes('Green tea'));
  for (const typed of [
    'Зелёный чай'.normalize('NFD'),
    'Зелё\u00adный\u00a0чай',
    '\u202bЗелёный \u200bчай\u202c',
  ])
    assert.deepEqual(await found(typed), plain, JSON.stringify(typed));
  assert.deepEqual(await found('ｔｅａｐｏｔｓ'), await found('teapots'));
});

test('a word that must not be there is left out', async () => {
  assert.deepEqual(await found('чайник -электрический -чай'), ['Glass teapot with an infuser']);
});

test('whatever is typed, the answer is a list', async () => {
  const nothing = ['!!!', '🫖🫖', '%', '\\', "'; drop table products; --", 'zzzzqqqq', '& | ! ( ) :* <->'];
  for (const typed of nothing) assert.deepEqual(await found(typed), [], typed);
  for (const typed of ['"', 'a & (b', "''", 'x'.repeat(10_000), 'чай:*', 'tea OR', '-', 'the'])
    await found(typed);
});

test('a search of blanks and NULs only is no search', async () => {
  for (const blank of ['', '   ', '%00', '%20%00%09']) {
    const answer = await send('GET', `/api/products?search=${blank}`);
    assert.equal(answer.body.items.length, 6, blank);
  }
  assert.deepEqual(await found('tea\0pot'), await found('tea pot'));
});

test('the pages of a search come without gaps or repetitions', async () => {
  const seen: string[] = [];
  for (let cursor = ''; ; ) {
    const query = new URLSearchParams({ search: 'чайник or чай', limit: '1', ...(cursor && { cursor }) });
    const { body } = await send('GET', `/api/products?${query}`);
    seen.push(...body.items.map((item: { id: string }) => item.id));
    if (!body.nextCursor) break;
    cursor = body.nextCursor;
  }
  const all = await send('GET', `/api/products?search=${encodeURIComponent('чайник or чай')}`);
  assert.deepEqual(
    seen,
    all.body.items.map((item: { id: string }) => item.id),
  );
  assert.ok(seen.length >= 3);
});

test('a category is suggested by its own words, mistyped too', async () => {
  await category({ en: 'Vintage lamps', ru: 'Старинные светильники' });
  for (const q of ['vint', 'lam', 'светил', 'vintgae', 'светилники']) {
    const { body } = await send('GET', `/api/products/suggestions?q=${encodeURIComponent(q)}`);
    assert.deepEqual(
      body.items.map((item: { name: string }) => item.name),
      ['Vintage lamps'],
      q,
    );
  }
});

test('a product is found by a new name at once, and by an old one, or when it is gone, no more', async () => {
  const { id } = await product('Gramophone', 'Граммофон');
  assert.deepEqual(await found('gramofone'), ['Gramophone']);
  await send('PATCH', `/api/products/${id}`, { name: { en: 'Phonograph', ru: 'Фонограф' } });
  assert.deepEqual([await found('gramophone'), await found('phongraph')], [[], ['Phonograph']]);
  await send('DELETE', `/api/products/${id}`);
  assert.deepEqual(await found('phonograph'), []);
});

test('a search of several words finds what has them all in the name, under the filters too', async () => {
  const lamps = await category({ en: 'Lamps', ru: 'Лампы' });
  const price = (amount: number) => ({ price: { amount }, categoryId: lamps.id });
  await product('Brass reading lamp', 'Лампа латунная', price(500));
  await product('Reading stand of brass', 'Пюпитр латунный', price(700));
  const { id } = await product('Brass lamp, small, for reading', 'Лампа малая', price(900));
  const both = ['Brass lamp, small, for reading', 'Brass reading lamp'];
  assert.deepEqual(await found('reading brass lamp'), both);
  assert.deepEqual(await found('brass lmap'), both, 'mistyped');
  assert.deepEqual(await found('reading brass', { minPrice: '600', category: lamps.slug }), [
    'Brass lamp, small, for reading',
    'Reading stand of brass',
  ]);
  await send('PATCH', `/api/products/${id}`, { price: { amount: 100 } });
  assert.deepEqual(await found('reading brass', { minPrice: '600' }), ['Reading stand of brass']);
  await send('PATCH', `/api/products/${id}`, { name: { en: 'Brass lamp' } });
  assert.deepEqual(await found('reading brass lamp'), ['Brass reading lamp']);
});

test('a name is kept composed, however it was written', async () => {
  await product('Cafe\u0301 cups', 'Чашки и\u0306огурт');
  assert.deepEqual(await found('йогурт'), ['Café cups']);
  assert.deepEqual(await found('Cafe\u0301'), ['Café cups']);
});

test('where nothing has all words, what was looked for stays and the rest is left out, and it is said', async () => {
  await product('Ceramic vase', 'Ваза керамическая');
  await product('Oak board', 'Доска дубовая');
  await product('Flower seeds', 'Семена цветов');
  const first = async (search: string, more = '') => {
    const { status, body } = await send(
      'GET',
      `/api/products?search=${encodeURIComponent(search)}&limit=1${more}`,
    );
    assert.equal(status, 200, JSON.stringify(body));
    return [body.items[0]?.name, body.without];
  };
  assert.deepEqual(await first('flower vase'), ['Ceramic vase', ['flower']]);
  assert.deepEqual(await first('ваза для цветов'), ['Ceramic vase', ['цветов']]);
  assert.deepEqual(await first('xqzzkw oak bord'), ['Oak board', ['xqzzkw']]);
  assert.deepEqual(await first('oak board'), ['Oak board', undefined]);
  assert.deepEqual(await first('xqzzkw qqwwzz'), [undefined, undefined]);
  assert.deepEqual(await first('"flower vase"'), [undefined, undefined]);
  const { body } = await send('GET', '/api/products?search=flower%20lamp&limit=1&sort=price');
  assert.deepEqual(body.without, ['flower']);
  const next = await send(
    'GET',
    `/api/products?search=flower%20lamp&limit=1&sort=price&cursor=${body.nextCursor}`,
  );
  assert.ok(next.body.items.length === 1 && next.body.without === undefined);
});
