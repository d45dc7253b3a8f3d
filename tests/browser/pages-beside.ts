import { after } from 'node:test';
import { freePort } from '../../cli/src/port.ts';
import { startParts } from '../../cli/src/split/processes.ts';

/** Pages of their own that show a shop which runs, with other settings; `stop` ends them before the test does. */
export async function pagesBeside(shop: { url: string }, env: Record<string, string>, on?: number) {
  const port = on ?? (await freePort());
  const parts = startParts({
    ports: { web: port },
    envOf: () => ({
      ...{ PATH: process.env['PATH'], NODE_ENV: 'production', HOST: '127.0.0.1' },
      ...{ GATEWAY_URL: shop.url, ...env },
    }),
    hungAfter: 60,
    changed: () => {},
    said: (_name, line) => process.stderr.write(`web with ${JSON.stringify(env)}: ${line}\n`),
  });
  const stop = () => parts.stop(1000);
  after(stop);
  await parts.ready;
  return { url: `http://127.0.0.1:${port}`, port, stop };
}
