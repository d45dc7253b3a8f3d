import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../cli/src/port.ts';

import { databaseVariables, EVERYTHING } from '../../cli/src/services.ts';
import { scratchDirectory } from '../../cli/test/scratch.ts';
import { shopDatabases } from '../shop-databases.ts';
import { sagashop } from './running-shop.ts';

const MAIN = fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url));
const databases = databaseVariables(await shopDatabases());

test('a part of the shop is served by hand, the rest of it elsewhere', async (t) => {
  const [payment, rest] = [await freePort(), await freePort()];
  const printed = (await sagashop(await scratchDirectory(t), ['keys'])).output;
  const [, all = ''] = /^SAGASHOP_SERVICE_KEYS=(.*)$/m.exec(printed) ?? [];
  const serve = async (port: number, names: string[], env: Record<string, string>) => {
    const own = [...printed.matchAll(/^SAGASHOP_SERVICE_KEY=((\w+):.*)$/gm)].filter(([, , name]) =>
      names.includes(name!),
    );
    const keys = {
      SAGASHOP_SERVICE_KEY: own.map(([, pair]) => pair).join(),
      SAGASHOP_SERVICE_KEYS: all,
    };
    const child = spawn(process.execPath, [MAIN, 'serve', ...names], {
      env: { ...process.env, ...keys, ...env, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    t.after(() => child.kill('SIGKILL'));
    const [words] = await once(child.stdout!, 'data');
    assert.match(String(words), /Serving/);
    return child;
  };
  const { PAYMENT_DATABASE_URL = '', ...others } = databases;
  const child = await serve(payment, ['payment'], { PAYMENT_DATABASE_URL });
  const names = EVERYTHING.filter((name) => name !== 'payment');
  await serve(rest, names, { ...others, PAYMENT_URL: `http://127.0.0.1:${payment}` });

  const url = `http://127.0.0.1:${rest}`;
  const post = (path: string, body: object) =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const person = { username: 'carol', password: 'long-and-odd-7' };
  assert.equal((await post('/api/users', { ...person, email: 'carol@shop.test' })).status, 201);
  const { token } = (await (await post('/api/session', person)).json()) as { token: string };
  const account = () => fetch(`${url}/api/account`, { headers: { authorization: `Bearer ${token}` } });
  const mine = (await (await account()).json()) as { balance?: { amount: number } };
  assert.equal(mine.balance?.amount, 0, JSON.stringify(mine));
  assert.equal((await fetch(`http://127.0.0.1:${payment}/api/account`)).status, 401);

  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  assert.deepEqual(await ended, [0, null]);
  const away = await account();
  assert.deepEqual([away.status, ((await away.json()) as { service: string }).service], [503, 'payment']);
  assert.equal((await fetch(`${url}/api/products`)).status, 200);
});

test('what cannot be served is refused with a sentence', async (t) => {
  const directory = await scratchDirectory(t);
  const refused = async (names: string[]) => {
    const { code, output } = await sagashop(directory, ['serve', ...names]);
    assert.equal(code, 1);
    return output;
  };
  assert.match(await refused(['pay']), /There is no service 'pay'\. There are: user, /);
  assert.match((await sagashop(directory, ['keys', 'pay'])).output, /There is no service 'pay'/);
  assert.match(await refused(['audit']), /Neither SAGASHOP_SERVICE_KEY nor SAGASHOP_INTERNAL_KEYS is set/);
});
