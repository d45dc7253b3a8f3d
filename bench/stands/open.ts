import { fileURLToPath } from 'node:url';
import { startBare } from '../../cli/src/load/bare-process.ts';
import { freePort } from '../../cli/src/port.ts';
import { databaseVariables, EVERYTHING, SERVICES, urlVariables } from '../../cli/src/services.ts';
import { startParts } from '../../cli/src/split/processes.ts';
import type { Site } from '../site/site.ts';
import { startProgram } from './children.ts';
import { openDbos, openRestate } from './peers.ts';
import type { Stand, StandName } from './stand.ts';

const CLI = fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url));
const NAIVE = fileURLToPath(new URL('../naive/main.ts', import.meta.url));
const PARTS_PATIENCE = 1000; // ms

/** Starts what is measured; null for the rows alone, which need no process. Only one stands at a time. */
export async function openStand(name: StandName, site: Site, signal: AbortSignal): Promise<Stand | null> {
  switch (name) {
    case 'rows':
      return null;
    case 'bare':
    case 'bare-batches':
      return openBare(site, name === 'bare-batches');
    case 'naive': {
      const env = databaseVariables(site.ground.databases);
      return startProgram('naive', [NAIVE], { env, port: await freePort(), path: '/health', signal });
    }
    case 'shop': {
      const { env } = site.ground;
      const port = await freePort();
      return startProgram('shop', [CLI, 'serve'], { env, port, path: '/health/ready', signal });
    }
    case 'split':
      return openSplit(site);
    case 'dbos':
      return openDbos(site, signal);
    case 'restate':
      return openRestate(site, signal);
  }
}

async function openBare({ ground, props }: Site, inBatches: boolean): Promise<Stand> {
  const bare = await startBare(props.customers, ground.databases['user']!, inBatches);
  return { url: bare.url, pids: { bare: bare.pid }, stop: async () => bare.stop() };
}

/** As `sagashop up --split` starts them, on the databases that are there. */
async function openSplit({ ground }: Site): Promise<Stand> {
  const ports: Record<string, number> = {};
  for (const name of EVERYTHING) ports[name] = await freePort();
  const urls = Object.fromEntries(SERVICES.map((name) => [name, `http://127.0.0.1:${ports[name]}`]));
  const env = { PATH: process.env['PATH'], ...ground.env, ...urlVariables(urls), HOST: '127.0.0.1' };
  let said = '';
  const options = {
    ports,
    envOf: () => env,
    changed: () => {},
    said: (name: string, line: string) => {
      said = `${name}: ${line}`;
    },
    hungAfter: 0, // a process that is too busy to answer is what is measured here
  };
  const parts = startParts(options);
  const stop = () => parts.stop(PARTS_PATIENCE);
  try {
    await parts.ready;
  } catch (error) {
    await stop();
    throw new Error(`${(error as Error).message} ${said}`);
  }
  const pids = Object.fromEntries(parts.all.map(({ name, pid }) => [name, pid!]));
  return { url: `http://127.0.0.1:${ports['gateway']}`, pids, stop };
}
