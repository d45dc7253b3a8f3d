import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { testDatabase } from '@sagashop/chassis/testing';
import type { Ground } from '../../cli/src/ground.ts';
import { freePort } from '../../cli/src/port.ts';
import { DATABASES, databaseVariables } from '../../cli/src/services.ts';
import { shopDatabases } from '../../tests/shop-databases.ts';
import { shotsOf } from '../shots.ts';
import { audit, countOrders } from '../site/audit.ts';
import type { Sql } from '../site/databases.ts';
import { fill, reset } from '../site/reset.ts';
import { seed } from '../site/seed.ts';
import type { Site } from '../site/site.ts';
import { startProgram } from '../stands/children.ts';

const { signal } = new AbortController();
// The catalogue's tables come with what it is filled with.
const others = await shopDatabases(DATABASES.filter((name) => name !== 'catalog'));
const databases = { ...others, catalog: await testDatabase('catalog') };
const env = { ...databaseVariables(databases), SAGASHOP_CURRENCY: 'RUB' };
const ground = { databases, env } as unknown as Ground;
const props = await seed(ground, { products: 40, progress: { say: () => {}, update: () => {} }, signal });
// The server is shared with other tests: it is not asked for a checkpoint.
const engine = (async () => []) as unknown as Sql;
const site = { ground, engine, props } as unknown as Site;

describe('What is written without the shop', () => {
  test('passes the shop’s audit: rows by SQL alone', async () => {
    await fill(site, 30, signal, () => {});
    await reset(site, 1200, signal);
    assert.deepEqual(await audit(site), []);
    assert.deepEqual(await countOrders(site), { confirmed: 1200 });
  });

  test('passes the shop’s audit: the naive program’s orders, confirmed and refused', async () => {
    await reset(site, 0, signal);
    const port = await freePort();
    const main = fileURLToPath(new URL('../naive/main.ts', import.meta.url));
    const stand = await startProgram('naive', [main], { env, port, path: '/health', signal });
    after(() => stand.stop());
    const send = async (headers: string[], body: string | null) => {
      const named = new Headers();
      for (let at = 0; at < headers.length; at += 2) named.set(headers[at]!, headers[at + 1]!);
      const response = await fetch(`${stand.url}/api/orders`, { method: 'POST', headers: named, body });
      return { status: response.status, body: await response.text() };
    };

    const shot = shotsOf('half-refused', props);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => shot(index)).map(({ headers, body }) => send(headers, body)),
    );
    const count = (status: number) => answers.filter((answer) => answer.status === status).length;
    assert.deepEqual([count(201), count(409)], [10, 10], answers.find(({ status }) => status >= 500)?.body);
    const first = shotsOf('order', props)(0);
    const once = await send(first.headers, first.body);
    assert.deepEqual(await send(first.headers, first.body), once, 'the same key gets the same answer');
    const other = first.body!.replace('"quantity":1', '"quantity":2');
    assert.equal((await send(first.headers, other)).status, 422, 'a key is for one order');
    const stranger = ['authorization', `Bearer ${'x'.repeat(43)}`, 'idempotency-key', randomUUID()];
    const signedOut = await send(['content-type', 'application/json', ...stranger], first.body);
    assert.equal(signedOut.status, 401);

    assert.deepEqual(await audit(site), []);
    assert.deepEqual(await countOrders(site), { cancelled: 10, confirmed: 11 });
  });
});
