import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import postgres, { type Sql } from 'postgres';
import type { Leases } from '../src/leases.ts';
import { postgresLeases } from '../src/leases-postgres.ts';
import { openOrders } from './orders-database.ts';

const { sql, url, logOf, started, close } = await openOrders();
after(close);
beforeEach(() => sql`truncate sagas, orders, runners`);

const LONG = 60_000;
const definitions = [{ name: 'place-order', version: 1 }];

/** A leases whose connections a test can look at, and break. */
function leasesOf(takeOver = LONG): Leases & { backends: () => Promise<number[]> } {
  const opened: Sql[] = [];
  const connect = () => {
    const one = postgres(url, { max: 1, onnotice: () => {}, fetch_types: false, backoff: () => 0.01 });
    opened.push(one);
    return one;
  };
  after(() => Promise.all(opened.map((one) => one.end({ timeout: 0 }))));
  const backends = async () => {
    const [row] = await opened.at(-1)!<{ pid: number }[]>`select pg_backend_pid() as pid`;
    return [row!.pid];
  };
  return { ...postgresLeases({ connect, takeOver }), backends };
}

const goneOf = async (id: number) => (await sql`select gone from runners where id = ${id}`)[0]?.['gone'];

/** As if the runner had been silent for a minute more than it may. */
const silence = (id: number) =>
  sql`update runners set seen = now() - take_over - interval '1 minute' where id = ${id}`;

async function until(met: () => Promise<boolean>): Promise<void> {
  while (!(await met())) await new Promise((resolve) => setImmediate(resolve));
}

test('a runner renews its row as long as it is in time; another one leaves it alone', async () => {
  const [one, other] = [leasesOf(), leasesOf()];
  const [first, second] = [await one.acquire(), await other.acquire()];
  assert.ok(first > 0 && second > 0 && first !== second);
  assert.equal(await one.renew(first), true);
  assert.equal(await other.renew(second), true);
  assert.equal(await one.renew(first), true);
  assert.deepEqual([await goneOf(first), await goneOf(second)], [null, null]);
});

test('a runner that was silent for too long cannot renew its row, even when nobody has evicted it', async () => {
  const leases = leasesOf();
  const id = await leases.acquire();
  await silence(id);
  assert.equal(await leases.renew(id), false);
});

test('a silent runner is evicted as frozen, stays so, and gets a new lease under another id', async () => {
  const [frozen, other] = [leasesOf(), leasesOf()];
  const [first, second] = [await frozen.acquire(), await other.acquire()];
  await silence(first);
  assert.equal(await other.renew(second), true);
  assert.equal(await goneOf(first), 'frozen');
  await sql`update runners set seen = now()`;
  assert.equal(await frozen.renew(first), false);
  const again = await frozen.acquire();
  assert.notEqual(again, first);
  assert.equal(await frozen.renew(again), true);
});

test('a runner whose connection is gone is dead at once, however fresh its row is', async () => {
  const [dying, other] = [leasesOf(), leasesOf()];
  const [first, second] = [await dying.acquire(), await other.acquire()];
  const [pid] = await dying.backends();
  await sql`select pg_terminate_backend(${pid!}, 10000)`;
  assert.equal(await other.renew(second), true);
  assert.equal(await goneOf(first), 'died');
});

test('a connection that was lost and made anew does not renew the lease of the lost one', async () => {
  const leases = leasesOf();
  const id = await leases.acquire();
  const [pid] = await leases.backends();
  await sql`select pg_terminate_backend(${pid!}, 10000)`;
  await until(() =>
    leases.backends().then(
      ([now]) => now !== pid,
      () => false,
    ),
  );
  assert.equal(await leases.renew(id), false);
});

test('a lease that is released is gone at once, and no other is given there', async () => {
  const [leaving, other] = [leasesOf(), leasesOf()];
  const [first, second] = [await leaving.acquire(), await other.acquire()];
  await leaving.release(first);
  assert.equal(await goneOf(first), 'stopped');
  await assert.rejects(leaving.acquire(), /no lease is given/);
  assert.equal(await other.renew(second), true);
  assert.equal(await goneOf(first), 'stopped');
});

test('many that renew at once neither wait for one another nor evict the living', async () => {
  const processes = Array.from({ length: 6 }, () => leasesOf());
  const ids = await Promise.all(processes.map((leases) => leases.acquire()));
  for (let round = 0; round < 20; round++) {
    const renewed = await Promise.all(processes.map((leases, at) => leases.renew(ids[at]!)));
    assert.deepEqual(new Set(renewed), new Set([true]));
  }
  assert.equal((await sql`select from runners where gone is not null`).length, 0);
});

test('only what no living runner runs is claimed: each claim says why, and whose it is from now on', async () => {
  const [one, other] = [leasesOf(), leasesOf()];
  const [living, claiming] = [await one.acquire(), await other.acquire()];
  const owners = [living, claiming, 0, null, null, 987_654];
  const rows = await started(owners.length);
  for (const [at, row] of rows.entries()) {
    const silent = at === 4 ? '1 hour' : '0 s';
    await sql`update sagas set owner = ${owners[at]!}, updated_at = now() - ${silent}::text::interval where id = ${row.id}`;
  }
  const request = { runner: claiming, definitions, limit: 500, except: [] };
  const claimed = await logOf().claim(request);
  const causes = rows.map((row) => claimed.rows.find(({ id }) => id === row.id)?.cause);
  assert.deepEqual(causes, [undefined, undefined, 'ownerless', undefined, 'ownerless', 'died']);
  assert.ok(claimed.rows.every(({ owner, version }) => owner === claiming && version === 2));
  assert.equal((await logOf().claim(request)).rows.length, 0);

  await one.release(living);
  assert.deepEqual(
    (await logOf().claim(request)).rows.map(({ cause }) => cause),
    ['stopped'],
  );
  await sql`update sagas set updated_at = now() - interval '1 hour'`;
  const running = rows.slice(1).map(({ id }) => id);
  const strays = await logOf().claim({ ...request, except: running });
  assert.deepEqual(
    strays.rows.map(({ id, cause }) => [id, cause]),
    [[rows[0]!.id, 'stray']],
  );
});
