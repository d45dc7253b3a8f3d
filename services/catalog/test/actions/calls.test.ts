import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '@sagashop/kernel/ids';
import { prices, seedCatalog } from '../../src/contract.ts';
import { openTestCatalog } from '../opened.ts';

const { send, product, service, stock } = await openTestCatalog();
const ask = (call: { name: string }, question: unknown) =>
  service.calls[call.name]!(question as never) as Promise<Record<string, never[]>>;
const lookUp = (news: object[]) => service.subscribes!['stock.availability_changed']!(news as never[]);
const availability = async (id: string) => (await send('GET', `/api/products/${id}`)).body.availability;

test('prices are answered for what is for sale, in one go; others are left out', async () => {
  const [cup, pan] = [
    await product('Cup', 'Чашка'),
    await product('Pan', 'Сковорода', { price: { amount: 7 } }),
  ];
  const gone = await product('Gone', 'Нет');
  await send('DELETE', `/api/products/${gone.id}`);
  const { items } = await ask(prices, { products: [pan.id, newId(), cup.id, gone.id, pan.id] });
  const byId = new Map((items as unknown as { id: string }[]).map((item) => [item.id, item]));
  assert.equal(byId.size, 2);
  assert.deepEqual(byId.get(pan.id), { id: pan.id, price: 7, name: { en: 'Pan', ru: 'Сковорода' } });
});

test('of what stock tells the newest counts, however late or often the older comes', async () => {
  const [cup, pan] = [await product('Cup 2', 'Чашка 2'), await product('Pan 2', 'Сковорода 2')];
  await lookUp([
    { product: pan.id, availability: 'low', sequence: 3 },
    { product: cup.id, availability: 'in_stock', sequence: 5 },
    { product: cup.id, availability: 'low', sequence: 4 },
    { product: newId(), availability: 'low', sequence: 9 },
  ]);
  assert.deepEqual([await availability(cup.id), await availability(pan.id)], ['in_stock', 'low']);
  await lookUp([{ product: cup.id, availability: 'out', sequence: 2 }]);
  assert.equal(await availability(cup.id), 'in_stock');
  await lookUp([{ product: cup.id, availability: 'out', sequence: 6 }]);
  assert.equal(await availability(cup.id), 'out');
});

test('of the last few products it is shown how many are left, where stock has said so', async () => {
  const { id } = await product('Cup 3', 'Чашка 3');
  const shown = async (news: object) => {
    await lookUp([{ product: id, ...news }]);
    const { availability, left } = (await send('GET', `/api/products/${id}`)).body;
    return [availability, left];
  };
  assert.deepEqual(await shown({ availability: 'low', sequence: 1 }), ['low', undefined]);
  assert.deepEqual(await shown({ availability: 'low', left: 4, sequence: 2 }), ['low', 4]);
  assert.deepEqual(await shown({ availability: 'low', left: 3, sequence: 1 }), ['low', 4]);
  assert.deepEqual(await shown({ availability: 'in_stock', sequence: 3 }), ['in_stock', undefined]);
});

test('news that come at once in any order end in the newest, without a deadlock', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 10; n += 1) ids.push((await product(`Many ${n}`, `Много ${n}`)).id);
  const rounds = Array.from({ length: 30 }, (_, round) =>
    [...ids]
      .sort(() => Math.random() - 0.5)
      .map((id) => ({
        product: id,
        availability: round === 17 ? 'low' : 'in_stock',
        sequence: round === 17 ? 99 : round,
      })),
  );
  await Promise.all(rounds.map(lookUp));
  for (const id of ids) assert.equal(await availability(id), 'low');
});

test('a product is made although stock is away, and stock learns of it later', async () => {
  stock.away = true;
  const { id } = await product('Made alone', 'Сделан один');
  assert.ok(id);
  assert.ok(!stock.opened.includes(id));
  stock.away = false;
  await service.start();
  for (let n = 0; n < 1000 && !stock.opened.includes(id); n += 1)
    await new Promise((go) => setTimeout(go, 50));
  assert.ok(stock.opened.includes(id));
});

test('a seed can be sown again and brings nothing twice', async () => {
  const text = (en: string) => ({ en, ru: `${en} по-русски` });
  const wanted = {
    categories: ['seed-a', 'seed-b'].map((slug) => ({ slug, name: text(slug) })),
    products: Array.from({ length: 30 }, (_, n) => ({
      name: text(`Seed ${n}`),
      description: text('"Quoted", {braced} \\ and all'),
      price: 100 + n,
      categorySlug: n % 2 ? 'seed-b' : 'seed-a',
      picture: n % 3 ? null : '/x.svg',
    })),
  };
  const [first, second] = await Promise.all([ask(seedCatalog, wanted), ask(seedCatalog, wanted)]);
  assert.deepEqual(first, second);
  const more = {
    ...wanted,
    products: [...wanted.products, { ...wanted.products[0]!, name: text('Seed new') }],
  };
  const third = (await ask(seedCatalog, more))['products']!;
  assert.deepEqual(third.slice(0, 30), first!['products']);
  assert.ok(third.every((id) => stock.opened.includes(id)));
  const newest = (await send('GET', '/api/products?category=seed-b')).body.items;
  assert.deepEqual([newest.length, newest[0].name, newest[0].price.amount], [15, 'Seed 29', 129]);
  assert.equal(newest[0].description, '"Quoted", {braced} \\ and all');
  await assert.rejects(
    ask(seedCatalog, { ...wanted, products: [{ ...wanted.products[0]!, categorySlug: 'x' }] }),
  );
});
