import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readPasswords, urlOf } from '../../cli/src/postgres/databases.ts';
import { scratchDirectory } from '../../cli/test/scratch.ts';
import { endShop, startShop } from '../faults/running-shop.ts';

const MAIN = fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url));

async function command(t: TestContext, words: string[], env: Record<string, string>) {
  const child = spawn(process.execPath, [MAIN, ...words], { env: { ...process.env, ...env } });
  t.after(() => child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  const [code] = await once(child, 'close');
  return { code, output };
}

test('a lost password of admin is replaced in a running and a stopped shop, and by the database alone', async (t) => {
  const data = join(await scratchDirectory(t), 'data');
  let shop = await startShop(data, ['--no-demo']);
  t.after(() => endShop(shop, 'SIGTERM'));
  const signIn = async (password: string) => {
    const answer = await fetch(`${shop.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'admin', password }),
    });
    return { status: answer.status, token: ((await answer.json()) as { token?: string }).token };
  };
  const isIn = async (token = '') =>
    (await fetch(`${shop.url}/api/session`, { headers: { authorization: `Bearer ${token}` } })).status ===
    200;
  const kept = async () =>
    /^sign-in {2}admin {2}(.+)$/m.exec(await readFile(join(data, 'sign-ins.txt'), 'utf8'))![1]!;
  const first = await kept();
  const { token } = await signIn(first);
  assert.ok(await isIn(token));

  const made = await command(t, ['admin-password'], { SAGASHOP_DATA: data });
  assert.equal(made.code, 0, made.output);
  const [, second = ''] = /^sign-in {2}admin {2}(.+)$/m.exec(made.output) ?? [];
  assert.notEqual(second, first);
  assert.equal(await kept(), second);
  assert.equal((await signIn(first)).status, 401);
  assert.equal((await signIn(second)).status, 201);
  assert.ok(!(await isIn(token)), 'a session from before goes on');
  // The command line of this machine still knows the shop.
  assert.equal((await command(t, ['audit'], { SAGASHOP_DATA: data })).code, 0);

  const user = { username: 'carol', password: 'carol-is-no-admin', email: 'carol@shop.test' };
  const headers = { 'content-type': 'application/json' };
  await fetch(`${shop.url}/api/users`, { method: 'POST', headers, body: JSON.stringify(user) });
  const named = await command(t, ['admin-password', 'carol'], { SAGASHOP_DATA: data });
  assert.equal(named.code, 1);
  assert.match(named.output, /'carol' is no owner\. Nothing was changed\./);
  const nobody = await command(t, ['admin-password', 'dave'], { SAGASHOP_DATA: data });
  assert.match(nobody.output, /There is no user 'dave' in this shop\. Nothing was changed\./);

  const passwords = await readPasswords(join(data, 'database-passwords.json'));
  const USER_DATABASE_URL = urlOf(String(shop.run['userDatabase']), 'user', passwords['user']!);
  const third = 'third-and-given';
  const given = await command(t, ['admin-password'], { USER_DATABASE_URL, SAGASHOP_ADMIN_PASSWORD: third });
  assert.equal(given.code, 0, given.output);
  assert.doesNotMatch(given.output, /third-and-given/);
  assert.equal((await signIn(third)).status, 201);

  await endShop(shop, 'SIGTERM');
  const stopped = await command(t, ['admin-password', 'ADMIN'], { SAGASHOP_DATA: data });
  assert.equal(stopped.code, 0, stopped.output);
  shop = await startShop(data, ['--no-demo']);
  assert.equal((await signIn(await kept())).status, 201);
});
