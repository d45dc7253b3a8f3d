import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { readCliConfig } from '../../cli/src/config.ts';
import { fillDemoShop } from '../../cli/src/demo/fill.ts';
import { freePort } from '../../cli/src/port.ts';
import { startWeb } from '../../cli/src/web.ts';
import { openTestShop } from '../journeys/test-shop.ts';

/** A whole shop with demo goods and its pages in a process beside; all of it ends with the test file. `said` hears web. */
export async function openShopWithPages(
  env: Record<string, string> = {},
  said: (line: string) => unknown = (line) => process.stderr.write(`web: ${line}\n`),
) {
  const port = await freePort();
  const shop = await openTestShop({ ...env, WEB_URL: `http://127.0.0.1:${port}` });
  const owner = await shop.customer();
  await fillDemoShop(shop.hosted, { token: shop.admin, rich: owner.id });
  const directory = mkdtempSync(join(tmpdir(), 'pages-'));
  const gateway = { PORT: new URL(shop.url).port, SAGASHOP_DATA: directory };
  const web = startWeb(readCliConfig(gateway), port, {
    changed: () => {},
    said,
  });
  after(async () => {
    await web.stop(1000);
    rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  });
  await web.ready;
  if (web.all[0]?.state !== 'ready') throw new Error('the pages did not start; are they built?');
  return { ...shop, web };
}
