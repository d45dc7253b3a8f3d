import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { farFromMidnight } from '@sagashop/chassis/testing';
import { readCliConfig } from '../../cli/src/config.ts';
import { fillDemoShop } from '../../cli/src/fill-demo-shop.ts';
import { freePort } from '../../cli/src/port.ts';
import { startWeb } from '../../cli/src/web.ts';
import { openTestShop } from '../journeys/test-shop.ts';

const shared = new Map<string, ReturnType<typeof startShopWithPages>>();

/**
 * A whole shop with demo goods and its pages in a process beside. All files that run in one process and ask for the
 * same settings share it; it ends when the last of them has ended.
 */
export function openShopWithPages(env: Record<string, string> = {}) {
  const settings = JSON.stringify(env);
  const shop = shared.get(settings) ?? startShopWithPages(env);
  shared.set(settings, shop);
  return shop;
}

/** The same, of a test's own: `said` hears each line of the pages' process. */
export async function startShopWithPages(
  env: Record<string, string> = {},
  said: (line: string) => unknown = (line) => process.stderr.write(`web: ${line}\n`),
) {
  const port = await freePort();
  // Its services let things be broken, its pages do not offer it: those are beside it that do.
  const zone = { SAGASHOP_TZ: env['SAGASHOP_TZ'] ?? farFromMidnight() };
  const pages = { WEB_URL: `http://127.0.0.1:${port}` };
  const shop = await openTestShop({ SAGASHOP_LAB: '1', ...env, ...zone, ...pages });
  const owner = await shop.customer();
  await fillDemoShop(shop.hosted, { token: shop.admin, rich: owner.id });
  const directory = mkdtempSync(join(tmpdir(), 'pages-'));
  const gateway = { PORT: new URL(shop.url).port, SAGASHOP_DATA: directory, ...zone };
  const web = startWeb(
    readCliConfig(gateway),
    { port, demo: false },
    {
      changed: () => {},
      said,
    },
  );
  after(async () => {
    await web.stop(1000);
    rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  });
  await web.ready;
  if (web.all[0]?.state !== 'ready') throw new Error('the pages did not start; are they built?');
  return { ...shop, web, pages: `http://127.0.0.1:${port}` };
}
