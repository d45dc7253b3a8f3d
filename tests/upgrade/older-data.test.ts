import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { runAudit } from '@sagashop/audit/contract';
import { createLog } from '@sagashop/chassis/observe/log';
import { connect } from '@sagashop/chassis/postgres/connect';
import { migrate } from '@sagashop/chassis/postgres/migrate';
import { testDatabase } from '@sagashop/chassis/testing';
import postgres from 'postgres';
import { loadBackup } from '../../cli/src/backup/load.ts';
import { readManifest } from '../../cli/src/backup/manifest.ts';
import { type Hosted, host } from '../../cli/src/host.ts';
import { DATABASES, databaseVariables, migrationsOfCode } from '../../cli/src/services.ts';
import { until } from '../../cli/test/scratch.ts';
import { addressesHaveRegions } from './addresses-have-regions.ts';
import { guestsHaveAddressesOfMembers } from './guests-have-addresses-of-members.ts';
import { olderGoods } from './older-goods.ts';
import { olderOrdersGiveMoneyBack } from './older-orders-give-money-back.ts';
import { rowsHaveCompanions } from './rows-have-companions.ts';

/**
 * A shop as an older release left it, killed with two orders under way: one behind its pivot, whose customer was not
 * told yet, and one before it, whose money was held and whose goods were not reserved. That release knew no runners,
 * no refunds and no cancellations.
 */
const OLDER = join(import.meta.dirname, 'older-shop');

type Json = ReturnType<typeof JSON.parse>;

async function olderShop() {
  const urls: Record<string, string> = {};
  for (const name of DATABASES) urls[name] = await testDatabase(`older_${name}`);
  const backup = await readManifest(OLDER);
  await loadBackup(OLDER, { backup, urls, say: () => {} });
  const open = (name: string) => {
    const sql = postgres(urls[name]!, { max: 1, onnotice: () => {} });
    after(() => sql.end());
    return sql;
  };
  const dump = async (name: string, query: string): Promise<Json[]> => [...(await open(name).unsafe(query))];
  return { backup, urls, dump };
}

async function opened(urls: Record<string, string>): Promise<Hosted> {
  const env = { ...databaseVariables(urls), DATABASE_POOL: '3' };
  const hosted = await host(env, createLog({ LOG_LEVEL: 'silent' }, 'sagashop'));
  after(() => hosted.stop());
  await hosted.start();
  return hosted;
}

const MIGRATIONS = 'select name from schema_migrations order by name';
const KEPT: readonly [string, string][] = [
  ['user', 'select id, username, email, first_name, language, is_admin, created_at from users order by id'],
  ['user', 'select user_id, password from credentials order by user_id'],
  ['catalog', 'select id, name_en, name_ru, price, created_at from products order by id'],
  ['order', 'select id, number, user_id, total, created_at from orders order by id'],
  ['order', "select id, answer from orders where status = 'cancelled' and reason <> 'timed_out' order by id"],
  ['order', 'select order_id, line, product_id, name, quantity, price from order_lines order by 1, 2'],
  ['order', 'select order_id, name, email, address from recipients order by order_id'],
  ['payment', 'select transfer_id, kind, account, amount from entries order by created_at, account limit 8'],
  ['stock', 'select id, product_id, quantity, created_at from receipts order by id'],
  ['notify', 'select id, order_id, message from messages order by created_at, id limit 5'],
];

test('a shop of an older release is brought up to date with all its rows, and its orders under way end', async () => {
  const { backup, urls, dump } = await olderShop();
  for (const name of ['order', 'payment', 'stock', 'notify'] as const) {
    const names = (await dump(name, MIGRATIONS)).map((row) => row.name);
    assert.deepEqual(names, backup.databases[name]!.migrations);
    assert.ok(names.length < (await migrationsOfCode(name)).length, `${name} is of an older release`);
  }
  const rows = () => Promise.all(KEPT.map(([name, query]) => dump(name, query)));
  const before = await rows();
  const { peers } = await opened(urls);
  for (const name of DATABASES) {
    const names = (await dump(name, MIGRATIONS)).map((row) => row.name);
    assert.deepEqual(names, await migrationsOfCode(name));
  }
  await until(async () => (await peers.ask(runAudit, {})).inFlightCount === 0);
  const report = await peers.ask(runAudit, {});
  assert.deepEqual(
    report.invariants.filter(({ ok }) => !ok),
    [],
  );
  assert.equal(report.orders, 8);
  assert.deepEqual(await rows(), before);
  const slugs = await dump(
    'catalog',
    'select p.id, s.product from products p left join product_slugs s using (slug)',
  );
  assert.ok(
    slugs.length > 0 && slugs.every(({ id, product }) => id === product),
    'each has an address of its own',
  );
  const ended = await dump('order', 'select idempotency_key as key, status, reason from orders order by id');
  assert.deepEqual(
    ended
      .filter(({ key }) => key.startsWith('older-'))
      .map(({ key, status, reason }) => [key, status, reason]),
    [
      ['older-1', 'confirmed', null],
      ['older-2', 'confirmed', null],
      ['older-3', 'confirmed', null],
      ['older-behind-its-pivot', 'confirmed', null],
      ['older-before-its-pivot', 'cancelled', 'timed_out'],
    ],
  );
});

test('what the older shop had decided can be gone on with: an order is taken back, another one placed', async () => {
  const { urls, dump } = await olderShop();
  const { peers, gateway } = await opened(urls);
  const ask = async (method: 'GET' | 'POST', url: string, payload?: object, key = 'new-key') => {
    const headers = { ...(token && { authorization: `Bearer ${token}` }), 'idempotency-key': key };
    return (await gateway.inject({ method, url, headers, ...(payload && { payload }) })) as Json;
  };
  let token = '';
  const signIn = { username: 'alice', password: 'a long enough pass phrase' };
  const signedIn = await ask('POST', '/api/session', signIn, 'sign-in');
  token = signedIn.json().token;
  // The key that devices are signed with is made with the first of them.
  assert.match(String(signedIn.headers['set-cookie']), /sagashop_device=[\w-]+\.[\w-]+;/);
  assert.deepEqual(await dump('user', 'select name from secrets'), [{ name: 'devices' }]);
  const [product] = await dump('catalog', 'select id from products order by id limit 1');
  const wish = (quantity: number) => ({
    lines: [{ productId: product.id, quantity }],
    address: 'Example street 1',
  });
  const [older] = await dump('order', "select id from orders where idempotency_key = 'older-1'");
  const cancelled = await ask('POST', `/api/orders/${older.id}/cancellation`, undefined, 'back');
  assert.ok([200, 202].includes(cancelled.statusCode), cancelled.body);
  const placed = await ask('POST', '/api/orders', wish(2));
  assert.ok([201, 202].includes(placed.statusCode), placed.body);
  assert.ok(Number(placed.json().number) > 100_008, 'numbers go on behind the last');
  await until(async () => (await peers.ask(runAudit, {})).inFlightCount === 0);
  assert.ok((await peers.ask(runAudit, {})).ok);
  const old = (await ask('GET', `/api/orders/${older.id}`)).json();
  const { status, recipient, milestones } = old;
  assert.deepEqual([status, 'phone' in recipient, Object.keys(milestones).length], ['cancelled', false, 5]);
  const [refund, confirmation] = (await ask('GET', `/api/messages?orderId=${older.id}`)).json().items;
  assert.deepEqual([refund.about.number, confirmation.about], [old.number, undefined]);
  assert.equal((await ask('GET', `/api/orders/${placed.json().id}`)).json().status, 'confirmed');
  await rowsHaveCompanions(dump);
});

test('who is signed in stays so, but for admin: sessions for commands were like any other, and lasted as long', async () => {
  const { urls, dump } = await olderShop();
  await dump(
    'user',
    `insert into sessions (token_hash, user_id, expires_at)
     select sha256(id::text::bytea), id, now() + interval '1 day' from users`,
  );
  const names = async (query: string) => (await dump('user', query)).map((row) => row.username);
  const all = await names('select username from users order by username');
  assert.ok(all.includes('admin') && all.length > 1, all.join());
  await opened(urls);
  const kept =
    'select username from sessions join users on users.id = user_id where scope is null order by 1';
  assert.deepEqual(
    await names(kept),
    all.filter((name) => name !== 'admin'),
  );
});

test('the administrator of an older release is an owner, and one whom the release before makes meanwhile too', async () => {
  const { urls, dump } = await olderShop();
  const roles = () => dump('user', 'select username, roles, is_admin from users order by username');
  const { gateway, peers } = await opened(urls);
  await dump(
    'user',
    `with made as (
      insert into users (id, username, email, language, is_admin)
      values (gen_random_uuid(), 'deputy', 'deputy@older.example', 'en', true) returning id
    )
    insert into credentials (id, user_id, password)
    select gen_random_uuid(), made.id, password
    from made, credentials join users on users.id = user_id where username = 'alice'`,
  );
  const all = await roles();
  assert.ok(all.length > 3);
  for (const { username, roles, is_admin: isAdmin } of all) {
    const owner = username === 'admin' || username === 'deputy';
    assert.deepEqual([roles, isAdmin], [owner ? ['owner'] : [], owner], username);
  }
  const payload = { username: 'deputy', password: 'a long enough pass phrase' };
  const session = await gateway.inject({ method: 'POST', url: '/api/session', payload });
  const { token, user } = session.json() as Json;
  assert.deepEqual([user.roles, user.isAdmin], [['owner'], true]);
  const headers = { authorization: `Bearer ${token}` };
  assert.equal((await gateway.inject({ url: '/api/couriers', headers })).statusCode, 200);
  await addressesHaveRegions(gateway, headers, dump);
  await guestsHaveAddressesOfMembers(gateway, dump);
  await olderOrdersGiveMoneyBack({ gateway, peers }, headers, dump);
  await olderGoods(gateway, headers, dump);
});

test('names that today would be one, or look alike, can be signed in with, and so can one that is written meanwhile', async () => {
  const { urls, dump } = await olderShop();
  const made = (names: string[]) =>
    dump(
      'user',
      `with made as (
        insert into users (id, username, email, language)
        select gen_random_uuid(), name, name || '@older.example', 'en' from unnest('{${names}}'::text[]) name
        returning id
      )
      insert into credentials (id, user_id, password)
      select gen_random_uuid(), made.id, password
      from made, credentials join users on users.id = user_id where username = 'alice'`,
    );
  const older = ['user1', 'userl', 'Кот', 'KOT', 'zoé', 'zoe\u0301'];
  await made(older);
  const { gateway } = await opened(urls);
  // As the release before does it, which runs until all its processes are gone.
  await made(['useri', 'later']);

  const keys = await dump('user', 'select username, name_key, email_key, look from users');
  const by = new Map(keys.map((row) => [row.username, row]));
  assert.equal(by.get('admin').name_key, 'admin');
  assert.equal(by.get('Кот').name_key, 'кот');
  assert.equal(by.get('later').email_key, 'later@older.example');
  assert.equal(by.get('later').look, 'later');
  for (const alike of [
    ['user1', 'userl', 'useri'],
    ['Кот', 'KOT'],
  ])
    assert.equal(alike.filter((name) => by.get(name).look !== null).length, 1, alike.join());

  for (const username of ['alice', 'user1', 'userl', 'useri', 'later', 'Кот', 'KOT', 'zoé']) {
    const payload = { username, password: 'a long enough pass phrase' };
    const answer = await gateway.inject({ method: 'POST', url: '/api/session', payload });
    assert.equal(answer.statusCode, 201, `${username}: ${answer.body}`);
  }
});

test('products are found and sorted as today, and so is what the release before writes meanwhile', async () => {
  const { urls, dump } = await olderShop();
  const write = (en: string, ru: string) =>
    dump(
      'catalog',
      `insert into products (id, category_id, name_en, name_ru, description_en, description_ru, price)
      select gen_random_uuid(), id, '${en}', '${ru}', 'It serves.', 'Служит.', 100 from categories`,
    );
  await write('Café LX-200', 'Ёлка');
  await write('apple', 'Яблоко');
  const { gateway } = await opened(urls);
  await write('Zebra', 'Зебра');
  await dump('catalog', "update products set name_en = 'Bowl', name_ru = 'Миска' where name_en = 'apple'");
  await dump('catalog', "update products set archived_at = now() where name_en = 'Zebra'");

  const names = async (query: string) => {
    const answer = await gateway.inject({ method: 'GET', url: `/api/products?${query}` });
    assert.equal(answer.statusCode, 200, answer.body);
    return (answer.json() as Json).items.map(({ name }: Json) => name);
  };
  for (const search of ['cafe', 'lx200', 'LX-200', 'елка']) {
    assert.deepEqual(await names(new URLSearchParams({ search }).toString()), ['Café LX-200'], search);
  }
  assert.deepEqual(await names('search=miska&sort=name'), ['Bowl'], 'its other name, in the other letters');
  assert.deepEqual(await names('search=bowl&sort=name'), ['Bowl']);
  assert.deepEqual(await names('search=apple'), []);
  assert.deepEqual(await names('search=zebra'), []);
  assert.deepEqual(await names('sort=name'), ['Bowl', 'Café LX-200', 'Cup', 'Cup']);
  const counted = await dump(
    'catalog',
    "select word, names, shelves from search_words where names + shelves > 0 and word ~ '[a-z]' order by word",
  );
  assert.deepEqual(
    counted.map(({ word, names: times, shelves }) => [word, times, shelves]),
    [
      ['bowl', 1, 0],
      ['cafe', 1, 0],
      ['cup', 2, 1],
      ['lx', 1, 0],
      ['lx200', 1, 0],
    ],
  );
});

test('a product that is changed before it was read is counted once, whoever comes first', async () => {
  const { dump, urls } = await olderShop();
  const folder = new URL('../../services/catalog/migrations/', import.meta.url);
  const sql = connect(urls['catalog']!, { name: 'test', max: 1 });
  after(() => sql.end());
  const all = await migrationsOfCode('catalog');
  await migrate(sql, folder, { only: new Set(all.filter((name) => name < '0012')) });
  const [first] = await dump('catalog', 'select id, found from products order by id');
  assert.equal(first.found, null);
  // As the release before saves a change of the price: with all that it has.
  await dump('catalog', `update products set price = 99, name_en = name_en where id = '${first.id}'`);
  await dump('catalog', "update products set archived_at = now() where name_en = 'Cup' and price <> 99");
  await migrate(sql, folder);
  const words = await dump('catalog', "select names, texts from search_words where word = 'cup'");
  assert.deepEqual(words, [{ names: 1, texts: 1 }]);
  const terms = await dump('catalog', "select product, price from product_terms where word = 'cup'");
  assert.deepEqual(terms, [{ product: first.id, price: '99' }]);
  const unread = 'select count(*)::int from products where found is null or letters_en is null';
  assert.deepEqual(await dump('catalog', unread), [{ count: 0 }]);
});
