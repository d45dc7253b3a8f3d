import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRun } from '../../cli/src/data-directory.ts';
import type { LoadReport } from '../../cli/src/load/report.ts';
import { scratchDirectory, until } from '../../cli/test/scratch.ts';
import { endShop, pidOf, sagashop, startShop } from '../faults/running-shop.ts';

test('load reads the metrics of every process; one that hangs is ended and started again', async (t) => {
  const directory = await scratchDirectory(t);
  const shop = await startShop(directory, ['--split', '--no-demo'], { SAGASHOP_HUNG_AFTER: '3' });
  t.after(() => endShop(shop, 'SIGKILL'));

  await t.test('the table of services tells what each was asked, over HTTP and by sagas', async () => {
    const { code, output } = await sagashop(directory, ['load', '--orders', '60', '--json']);
    assert.equal(code, 0, output);
    const report = JSON.parse(output.slice(output.indexOf('{\n'))) as LoadReport;
    const rows = report.services!;
    const row = (service: string, via: string) =>
      rows.find((found) => found.service === service && found.via === via);
    for (const service of ['payment', 'stock'])
      assert.equal(row(service, 'commands')?.requests, 120, service);
    for (const service of ['delivery', 'notify'])
      assert.equal(row(service, 'commands')?.requests, 60, service);
    for (const service of ['user', 'catalog']) assert.ok(row(service, 'calls')!.requests > 0, service);
    assert.ok(row('order', 'http')!.requests >= 60);
    assert.ok(row('payment', 'http')!.bytesIn! > 0, 'commands travel as bytes');
    assert.ok(rows.every(({ p50, p99, requests }) => requests > 0 && p50! <= p99!));
    assert.ok(report.cpu!.node > 0);
  });

  await t.test('a stopped process does not stay so', async () => {
    const notify = async () => pidOf(await readRun(directory), 'notify');
    const hung = (await notify())!;
    process.kill(hung, 'SIGSTOP');
    await until(() => /notify: has not answered for 3 s/.test(shop.output()), 30_000);
    await until(async () => ![undefined, hung].includes(await notify()), 20_000);
    const messages = () =>
      fetch(`${shop.url}/api/messages`, { headers: { authorization: `Bearer ${shop.admin}` } });
    await until(async () => (await messages()).status === 200, 10_000);
    assert.match(shop.output(), /notify .*, waiting, restarts \d/);
  });
  assert.equal(await endShop(shop, 'SIGTERM'), 0);
  assert.match(shop.output(), /gateway .*, stopped/);
});
