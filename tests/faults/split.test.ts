import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lives, scratchDirectory, until } from '../../cli/test/scratch.ts';
import { endShop, processesOf, startShop } from './running-shop.ts';

test('when what started the processes is killed, they all end within two seconds', async (t) => {
  const directory = await scratchDirectory(t);
  const shop = await startShop(directory, ['--split', '--no-demo']);
  t.after(() => endShop(shop, 'SIGKILL'));
  const all = [...processesOf(shop.run), { name: 'postgres', pid: shop.run.postgresPid! }];
  const left = () => all.filter(({ pid }) => lives(pid!)).map(({ name }) => name);
  await endShop(shop, 'SIGKILL');
  const ms = await until(() => left().length === 0, 30_000).catch(() => assert.deepEqual(left(), []));
  assert.ok(Number(ms) < 2500, `${ms} ms`);
});
