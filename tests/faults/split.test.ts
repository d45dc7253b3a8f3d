import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lives, scratchDirectory, until } from '../../cli/test/scratch.ts';
import { endShop, processesOf, startShop } from './running-shop.ts';

test('when what started the processes is killed, they all end within two seconds', async (t) => {
  const directory = await scratchDirectory(t);
  const shop = await startShop(directory, ['--split', '--no-demo']);
  t.after(() => endShop(shop, 'SIGKILL'));
  const all = [...processesOf(shop.run).map(({ pid }) => pid!), shop.run.postgresPid!];
  await endShop(shop, 'SIGKILL');
  const ms = await until(() => !all.some(lives));
  assert.ok(ms < 2500, `${ms} ms`);
});
