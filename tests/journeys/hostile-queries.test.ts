import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { seeded } from '../seeded.ts';
import { fillOfMany } from './fill-of-many.ts';
import { fillOfReturns } from './fill-of-returns.ts';
import { readRoutes } from './read-routes.ts';
import { openTestShop, way } from './test-shop.ts';

// Each request comes from an address of its own: what is tried here is what is sent, not how often.
const shop = await openTestShop({ SAGASHOP_TRUST_PROXY: 'loopback' });
const alice = await shop.customer(100_000);
let asked = 0;

async function ask(path: string, as: string) {
  asked += 1;
  const from = `10.${asked >> 16}.${(asked >> 8) & 255}.${asked & 255}`;
  return shop.ask('GET', path, { as, headers: { 'x-forwarded-for': from } });
}

let noted = '';
let many = { bulk: '', day: '' };
/** Two of everything that is listed, so that each list has a second page. */
async function fill(): Promise<string> {
  const goods = await shop.product(100, 20);
  await shop.product(200, 1);
  await shop.must(
    201,
    shop.ask('POST', '/api/categories', {
      as: shop.admin,
      body: { slug: 'cups', name: { en: 'Cups', ru: 'Чашки' } },
    }),
  );
  for (const _ of [1, 2]) {
    await shop.courier(5);
    const address = { street: 'Lane 1', zip: '10115', city: 'Berlin' };
    await shop.must(201, shop.ask('POST', '/api/users/me/addresses', { as: alice.token, body: address }));
    const { id, number } = await shop.must(201, alice.order([{ productId: goods, quantity: 1 }]));
    const note = { as: shop.admin, body: { text: 'Rang' } };
    for (const _ of [1, 2]) await shop.must(201, shop.ask('POST', `/api/orders/${id}/notes`, note));
    await shop.must(201, shop.ask('POST', `/api/orders/${id}/shipments`, { as: shop.admin, body: {} }));
    const { email } = (await alice.get('/api/users/me')).body;
    const offer = await shop.must(200, shop.ask('POST', '/api/withdrawals', { body: { number, email } }));
    await shop.must(200, shop.ask('POST', `/api/withdrawals/${offer.confirm}/confirmation`));
    noted = id;
  }
  for (const amount of [90, 100]) {
    const body = { price: { amount, currency: 'RUB' } };
    await shop.must(200, shop.ask('PATCH', `/api/products/${goods}`, { as: shop.admin, body }));
  }
  for (const _ of [1, 2]) {
    const body = { quantity: -5, reason: 'lost' };
    const path = `/api/stock/${await shop.product(300, 10)}/adjustments`;
    await shop.must(201, shop.ask('POST', path, { as: shop.admin, body }));
    const wish = { as: alice.token, body: { productId: await shop.product(300, 0) } };
    await shop.must(202, shop.ask('POST', '/api/reminders', wish));
  }
  await fillOfReturns(shop, alice, goods);
  many = await fillOfMany(shop, alice, goods);
  const { id } = await shop.customer();
  await shop.must(200, shop.ask('PATCH', `/api/staff/${id}`, { as: shop.admin, body: { roles: ['clerk'] } }));
  return goods;
}

const goods = await fill();
const routes = await readRoutes(shop);
// Of a courier's stops on a day, and of what came of a bulk action's orders, there may be one only.
const MAY_BE_ONE = ['/api/delivery/stops', '/api/bulk-actions/{id}/orders'];
const LISTS = routes.filter(({ path, names }) => names.includes('cursor') && !MAY_BE_ONE.includes(path));
/** What staff alone may list. */
const OF_STAFF =
  /^\/api\/(?:accounts|audit-log|couriers|customers|sagas|staff|stock|imports|bulk-actions|shipments|mails|withdrawals|returns)|(?:prices|notes)$/;
const IDS: Record<string, string> = {
  'accounts/{userId}': alice.id,
  'orders/{id}': noted,
  'bulk-actions/{id}': many.bulk,
};
const real = (path: string) => path.replace(/(\w+)\/\{\w+\}/, (all, of) => `${of}/${IDS[all] ?? goods}`);

// What a list may be asked for beside its pages, so that each kind of cursor is met.
const VARIANTS: Record<string, string[]> = {
  '/api/shipments/unplanned': [`date=${many.day}`],
  '/api/products': ['', 'sort=price', 'sort=-price', 'sort=name', 'search=teapot', 'search=tea or чайник'],
};

/** Values that a column or a function of PostgreSQL does not take, and some that JSON or JavaScript turns odd. */
const HOSTILE: unknown[] = [
  ...['', ' ', '\0', 'a\0b', '\ud800', '\udfff', '‮', "'", '%', '\\', '1', '-1', '1e400', 'null'],
  ...['9'.repeat(30), 'x'.repeat(900), '🫖'.repeat(300), '2026-02-30', '0000-01-01', '294277-01-01'],
  ...['infinity', '-infinity', 'NaN', 'epoch', '00000000-0000-0000-0000-00000000000g', '{}', '[]'],
  ...[-1, 0.5, 1e15, 2 ** 53, 2 ** 63, 2 ** 64, 1e300, -1e300, 8.64e15, 253402300800000],
  ...[null, true, [], {}, [1], [['']], { toString: 1 }, '9999-12-31'],
];

const random = seeded('hostile queries');
/** Other ones in each run, and all of them in `npm run test:long`. */
const drawn = <V>(values: readonly V[]) => (way.thorough ? values : values.filter(() => random() < 0.1));

const encoded = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url');

/** A key with each of its parts, however deep, put in place of by each hostile value. */
function changes(part: unknown): unknown[] {
  if (!Array.isArray(part)) return HOSTILE;
  return [...HOSTILE, ...part.flatMap((one, n) => changes(one).map((value) => part.with(n, value)))];
}

/** Cursors that no list made, and such as this list made with one part put in place of another. */
function forgeries(made: string): string[] {
  const raw = [
    '',
    ' ',
    '%00',
    'broken',
    'bnVsbA',
    '____',
    'A'.repeat(5000),
    encoded(null),
    encoded('x'),
    encoded({}),
  ];
  const key = JSON.parse(Buffer.from(made, 'base64url').toString()) as unknown[];
  const changed = changes(key).map(encoded);
  const shapes = [[], [...key, 'more'], key.slice(1), key.slice(0, -1), key.toReversed(), [key]].map(encoded);
  const deep = Buffer.from(`${'['.repeat(600)}${']'.repeat(600)}`).toString('base64url');
  return [...raw, ...changed, ...shapes.filter((one) => one !== made), deep];
}

for (const { path, names } of LISTS) {
  for (const variant of VARIANTS[path] ?? ['']) {
    test(`GET ${path}?${variant} takes its own cursor, and refuses or bears every other`, async () => {
      const as = OF_STAFF.test(path) ? shop.admin : alice.token;
      const list = real(path);
      const first = await ask(`${list}?limit=1&${variant}`, as);
      assert.equal(first.status, 200, JSON.stringify(first.body));
      const made = first.body.nextCursor as string;
      assert.ok(made, 'no second page');
      const next = await ask(`${list}?limit=1&${variant}&cursor=${made}`, as);
      assert.equal(next.status, 200);
      assert.equal(next.body.items.length, 1);
      for (const cursor of drawn(forgeries(made))) {
        const given = `${list}?limit=1&${variant}&cursor=${encodeURIComponent(cursor)}`;
        const { status, body } = await ask(given, as);
        const told = `${given.slice(0, 200)} ${Buffer.from(cursor, 'base64url').toString().slice(0, 200)}`;
        if (status === 200) continue; // A value that the place of another row could have.
        assert.deepEqual([status, body.code], [422, 'validation_failed'], told);
        assert.deepEqual(
          body.errors.map((error: { path: string }) => error.path),
          ['cursor'],
          told,
        );
      }
    });
  }
  void names;
}

test('no value of any query breaks a route', async () => {
  for (const { path, names } of routes) {
    const at = real(path);
    for (const name of names) {
      for (const value of drawn(HOSTILE)) {
        const text = encodeURIComponent(
          (typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed(),
        );
        for (const as of [alice.token, shop.admin]) {
          const { status } = await ask(`${at}?${name}=${text}`, as);
          assert.ok(status < 500, `${status} ${at}?${name}=${text}`);
        }
      }
      for (const raw of ['%ff', '%', '%ed%a0%80', '%c0%80']) {
        const { status } = await ask(`${at}?${name}=${raw}`, shop.admin);
        assert.ok(status < 500, `${status} ${at}?${name}=${raw}`);
      }
    }
  }
});

test('the cursor of the longest names and the longest search leads to the next page', async () => {
  // Each of these letters takes four bytes; the last search is spelt by ten words, each of which means many.
  const long = '\u{1F9E1}'.repeat(200);
  const odd = `${'\u0001\u{10400}"'.repeat(66)}`;
  for (const name of [long, odd]) {
    for (const _ of [1, 2]) {
      const both = { en: name, ru: name };
      const slug = `c-${randomUUID()}`;
      const made = { as: shop.admin, body: { slug, name: both } };
      const { id } = await shop.must(201, shop.ask('POST', '/api/categories', made));
      const product = { name: both, description: both, price: { amount: 5 }, categoryId: id };
      await shop.must(201, shop.ask('POST', '/api/products', { as: shop.admin, body: product }));
      await shop.must(
        201,
        shop.ask('POST', '/api/couriers', {
          as: shop.admin,
          body: { name: name.slice(0, 100), dailyCapacity: 1 },
        }),
      );
    }
  }
  const many = 'abcdefghij';
  for (let n = 0; n < 8; n += 1) {
    const words = [...many].map((letter) => `${letter}${String(n).repeat(38)}`).join(' ');
    const body = {
      name: { en: words.slice(0, 199), ru: words.slice(199, 390) },
      description: { en: words, ru: 'х' },
      price: { amount: 5 },
      categoryId: shop.category.id,
    };
    await shop.must(201, shop.ask('POST', '/api/products', { as: shop.admin, body }));
  }
  const searches = [long, odd, [...many].join(' ')].map((search) => encodeURIComponent(search));
  const paths = searches.flatMap((search) =>
    ['relevance', 'name', 'price'].map((sort) => `/api/products?search=${search}&sort=${sort}`),
  );
  for (const path of [...paths, '/api/products?sort=name', '/api/categories?', '/api/couriers?']) {
    let cursor: string | null = '';
    for (let pages = 0; cursor !== null; pages += 1) {
      const query: string = `${path}&limit=1${cursor && `&cursor=${cursor}`}`;
      const { status, body } = await ask(query, shop.admin);
      assert.equal(status, 200, `${path.slice(0, 60)} ${query.length} ${JSON.stringify(body)}`);
      cursor = body.nextCursor;
      assert.ok(pages < 50);
    }
  }
});

const OPERATORS = [
  '-',
  '"',
  "'",
  ' or ',
  ' and ',
  '!',
  '&',
  '|',
  '(',
  ')',
  ':*',
  '<->',
  '\\',
  '*',
  '%',
  '_',
  ' ',
];
const OTHERS = [
  '\0',
  'a',
  'ж',
  'tea',
  'чайник',
  '5.5',
  '.',
  '/',
  '@',
  '\u00ad',
  'e\u0301',
  '🫖',
  'ﷺ',
  '\u202e',
  '　',
];

test('whatever is searched for, the answer is a list', async () => {
  const part = fc.constantFrom(...OPERATORS, ...OTHERS);
  const hostile = fc.oneof(
    fc.array(part, { maxLength: 40 }).map((parts) => parts.join('')),
    fc.tuple(part, fc.integer({ min: 1, max: 250 }), part).map(([a, n, b]) => a.repeat(n) + b),
    fc.tuple(part, part, fc.integer({ min: 1, max: 120 })).map(([a, b, n]) => (a + b).repeat(n)),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );
  const searches = fc.tuple(hostile, fc.constantFrom('relevance', 'name', 'price', 'newest'), fc.boolean());
  await fc.assert(
    fc.asyncProperty(searches, async ([search, sort, facets]) => {
      const q = encodeURIComponent(search.toWellFormed());
      const listed = await ask(
        `/api/products?search=${q}&sort=${sort}&facets=${facets}&limit=1`,
        alice.token,
      );
      assert.equal(listed.status, 200, JSON.stringify(listed.body));
      const { nextCursor } = listed.body;
      if (nextCursor) {
        const next = await ask(
          `/api/products?search=${q}&sort=${sort}&limit=1&cursor=${nextCursor}`,
          alice.token,
        );
        assert.equal(next.status, 200, JSON.stringify(next.body));
      }
      const suggested = await ask(`/api/products/suggestions?q=${q}`, alice.token);
      assert.equal(suggested.status, 200, JSON.stringify(suggested.body));
    }),
    { numRuns: 150, examples: [[[`${'-'.repeat(33)}a`, 'relevance', true]]] },
  );
});

test('a search of dashes and a letter finds what has the letter', async () => {
  const { status, body } = await ask(`/api/products?search=${'-'.repeat(33)}teapot`, alice.token);
  assert.equal(status, 200, randomUUID());
  assert.equal(body.items[0]?.name, 'Teapot');
});
