import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { runAudit } from '@sagashop/audit/contract';
import { createLog } from '@sagashop/chassis/log';
import { testDatabase } from '@sagashop/chassis/testing';
import postgres from 'postgres';
import { loadBackup } from '../../cli/src/backup/load.ts';
import { readManifest } from '../../cli/src/backup/manifest.ts';
import { type Hosted, host } from '../../cli/src/host.ts';
import { DATABASES, databaseVariables, migrationsOfCode } from '../../cli/src/services.ts';
import { until } from '../../cli/test/scratch.ts';

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
  ['order', 'select * from order_lines order by order_id, line'],
  ['order', 'select * from recipients order by order_id'],
  ['payment', 'select transfer_id, kind, account, amount from entries order by created_at, account limit 8'],
  ['stock', 'select * from receipts order by id'],
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
  assert.equal((await ask('GET', `/api/orders/${older.id}`)).json().status, 'cancelled');
  assert.equal((await ask('GET', `/api/orders/${placed.json().id}`)).json().status, 'confirmed');
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
