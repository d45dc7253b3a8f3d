import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parse } from 'yaml';
import { DASHBOARDS } from '../grafana/dashboards.ts';
import { ask, loadPage } from './shoppers.ts';
import { run } from './tools/run.ts';
import { openWatchedShop, until, type WatchedShop } from './watched-shop.ts';

const RULES = join('deploy', 'prometheus', 'rules', 'sagashop.yaml');
const MAIN = join('cli', 'src', 'main.ts');
const PROMTOOL = process.env['SAGASHOP_TEST_PROMTOOL'] ?? 'promtool';

interface Rule {
  alert?: string;
  record?: string;
  expr: string;
}

/** What there is only after an accident; promtool's tests show these firing. */
const ACCIDENTS = ['kube_', 'kubelet_', 'sagashop_internal_refusals_total', 'reason="timed_out"'];

test('the rules are right, and each alert fires when it should', async () => {
  await run(PROMTOOL, ['check', 'rules', RULES]);
  await run(PROMTOOL, ['test', 'rules', 'alerts.test.yaml'], { cwd: join('deploy', 'prometheus') });
});

describe('A Prometheus that watches a shop under load', () => {
  let watched: WatchedShop;
  before(async () => {
    watched = await openWatchedShop(RULES);
    const { shop, directory } = watched;
    const env = { ...process.env, SAGASHOP_DATA: directory };
    const load = (seconds: number) =>
      run(process.execPath, [MAIN, 'load', '--seconds', String(seconds), '--concurrency', '8'], { env });
    await load(8);
    await refuseAndCancel(shop.url, directory);
    await browse(shop.url);
    await load(4);
    await browse(shop.url);
  });
  after(() => watched?.close());

  for (const { title, panels } of DASHBOARDS) {
    test(`has data for every panel of ${title}`, async () => {
      const empty: string[] = [];
      for (const panel of panels) {
        for (const { expr } of panel.queries) {
          const real = expr.replaceAll('$__rate_interval', '1m').replaceAll('$service', '.*');
          if ((await watched.query(real)).length === 0) empty.push(`${panel.title}: ${real}`);
        }
      }
      assert.deepEqual(empty, []);
    });
  }

  test('has data for what every rule looks at, and no alert fires', async () => {
    const { groups } = parse(await readFile(RULES, 'utf8')) as { groups: { rules: Rule[] }[] };
    const empty: string[] = [];
    for (const { alert, expr } of groups.flatMap(({ rules }) => rules)) {
      if (ACCIDENTS.some((accident) => expr.includes(accident))) continue;
      // An alert has data only when it fires; without its limits it always has.
      const looked = alert ? expr.replaceAll(/ (?:>|==) [\d.]+/g, '').replace(/ unless .*/s, '') : expr;
      if ((await watched.query(looked)).length === 0) empty.push(looked);
    }
    assert.deepEqual(empty, []);
    const firing = await watched.query('ALERTS{alertstate="firing", severity="critical"}');
    assert.deepEqual(firing, []);
  });

  test('tells when a service is gone, and when it is back', async (t) => {
    const pid = watched.pidOf('payment');
    process.kill(pid, 'SIGSTOP');
    t.after(() => process.kill(pid, 'SIGCONT'));
    const alert = 'ALERTS{alertname="SagashopServiceDown", part="payment", alertstate="firing"}';
    await until(async () => (await watched.query(alert)).length > 0);
    process.kill(pid, 'SIGCONT');
    await until(async () => (await watched.query(alert)).length === 0);
  });
});

/** Pages of each kind: one for everybody, one for a visitor, a form. */
async function browse(url: string): Promise<void> {
  await (await fetch(url)).text();
  await loadPage(url, '/cart');
  const body = new URLSearchParams({ username: 'nobody', password: 'wrong-password-1' });
  await fetch(`${url}/sign-in`, { method: 'POST', body, headers: { origin: url } });
}

/** An order that is refused and one that is taken back, so that their series begin. */
async function refuseAndCancel(url: string, directory: string): Promise<void> {
  const signIns = await readFile(join(directory, 'sign-ins.txt'), 'utf8');
  const tokenOf = async (username: string) => {
    const [, password] = new RegExp(`^sign-in  ${username}  (.+)$`, 'm').exec(signIns) ?? [];
    return (await ask<{ token: string }>(url, '', '/api/session', { username, password })).token;
  };
  const [alice, bob] = [await tokenOf('alice'), await tokenOf('bob')];
  const { items } = await ask<{ items: { id: string }[] }>(url, alice, '/api/products?limit=1');
  const lines = [{ productId: items[0]!.id, quantity: 1 }];
  await assert.rejects(ask(url, bob, '/api/orders', { lines }), /insufficient_funds/);
  const order = await ask<{ id: string }>(url, alice, '/api/orders', { lines });
  await ask(url, alice, `/api/orders/${order.id}/cancellation`, {});
}
