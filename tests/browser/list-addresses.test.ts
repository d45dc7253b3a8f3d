import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { until } from '../../cli/test/scratch.ts';
import { openShopWithPages } from './shop-with-pages.ts';

const shop = await openShopWithPages();
const alice = await shop.customer(100_000);
const page = (path: string, token?: string) =>
  fetch(shop.url + path, {
    redirect: 'manual',
    headers: token ? { cookie: `sagashop_session=${token}` } : {},
  });
const encoded = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url');

async function shelf(slug: string, name: string): Promise<string> {
  const body = { slug, name: { en: name, ru: name } };
  return (await shop.must(201, shop.ask('POST', '/api/categories', { as: shop.admin, body }))).id;
}

test('a place in a list that the list does not know leads to its first page', async () => {
  const { nextCursor } = (await shop.ask('GET', '/api/products?limit=1&sort=price')).body;
  const stale = [nextCursor, 'broken', encoded(['newest', 0, 'x']), encoded([1e300]), 'x'.repeat(7000)];
  for (const cursor of stale) {
    const lists = ['/c/tea?sort=name', '/search?q=tea', '/search?sort=newest'];
    for (const path of [...lists, '/orders?', '/account/messages?', '/account/money?']) {
      const answer = await page(`${path}&cursor=${cursor}`, alice.token);
      const told = `${path} ${cursor.slice(0, 40)}`;
      assert.equal(answer.status, 302, told);
      const to = answer.headers.get('location')!;
      assert.equal(to.replace('?', ''), path.replace('?', ''), told);
      assert.equal((await page(to, alice.token)).status, 200, told);
    }
    const asked = await page(`/c/tea.data?sort=name&cursor=${cursor}`);
    assert.doesNotMatch(await asked.text(), /broke|\.data/);
  }
});

test('a place stays one when the product that it was behind is gone', async () => {
  const query = '/api/products?sort=price&limit=2';
  const { items, nextCursor } = (await shop.ask('GET', query)).body;
  const rest = (await shop.ask('GET', `${query}&cursor=${nextCursor}`)).body.items;
  assert.equal((await shop.ask('DELETE', `/api/products/${items[1].id}`, { as: shop.admin })).status, 204);
  assert.deepEqual((await shop.ask('GET', `${query}&cursor=${nextCursor}`)).body.items, rest);
  const answer = await page(`/search?sort=price&cursor=${nextCursor}`);
  assert.equal(answer.status, 200);
  assert.ok((await answer.text()).includes(`/p/${rest[0].slug}`));
});

test('the hundred-and-first shelf, and one whose slug is written as an id, can be reached', async () => {
  const odd = randomUUID();
  const oddId = await shelf(odd, 'Zz odd');
  for (let n = 0; n < 120; n += 1) await shelf(`shelf-${n}`, `Shelf ${String(n).padStart(3, '0')}`);
  const body = {
    name: { en: 'Odd thing', ru: 'Странность' },
    description: { en: '', ru: '' },
    price: { amount: 100 },
    categoryId: oddId,
  };
  await shop.must(201, shop.ask('POST', '/api/products', { as: shop.admin, body }));
  const slugs: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const list: { items: { slug: string }[]; nextCursor: string | null } = (
      await shop.ask('GET', `/api/categories?limit=100${cursor && `&cursor=${cursor}`}`)
    ).body;
    slugs.push(...list.items.map((one) => one.slug));
    cursor = list.nextCursor;
  }
  assert.ok(slugs.indexOf(odd) > 100, slugs.join());
  // Pages, and what they know of shelves, are kept for some seconds.
  await until(async () => (await page('/c/shelf-119')).status === 200);
  await until(async () => (await (await page('/')).text()).includes('href="/shelves"'));
  for (const path of ['/c/shelf-0', '/c/shelf-119', `/c/${odd}`])
    assert.equal((await page(path)).status, 200, path);
  assert.match(await (await page(`/c/${odd}`)).text(), /Odd thing/);
  assert.match(await (await page(`/search?category=${odd}`)).text(), /Odd thing/);
  const all = await (await page('/shelves')).text();
  for (const slug of slugs) assert.ok(all.includes(`href="/c/${slug}"`), slug);
});
