import { fileURLToPath } from 'node:url';
import type { Env } from '@sagashop/chassis/config/config';
import { startBareProcess } from '../../cli/src/load/bare-process.ts';
import { freePort } from '../../cli/src/port.ts';
import { databaseVariables, EVERYTHING, SERVICES, urlVariables } from '../../cli/src/services.ts';
import { partEnvironment } from '../../cli/src/split/part-environment.ts';
import { type Parts, startParts } from '../../cli/src/split/processes.ts';
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
    case 'shop-pages':
      return openWithPages(site, signal);
    case 'split':
      return openSplit(site);
    case 'dbos':
      return openDbos(site, signal);
    case 'restate':
      return openRestate(site, signal);
  }
}

async function openBare({ ground, props }: Site, inBatches: boolean): Promise<Stand> {
  const bare = await startBareProcess(props.customers, ground.databases['user']!, inBatches);
  return { url: bare.url, pids: { bare: bare.pid }, stop: async () => bare.stop() };
}

/** As `sagashop up` starts it: the shop, and its pages in a process of their own. */
async function openWithPages({ ground }: Site, signal: AbortSignal): Promise<Stand> {
  const [port, web] = [await freePort(), await freePort()];
  const env = { ...ground.env, ...urlVariables({ web: `http://127.0.0.1:${web}` }) };
  const shop = await startProgram('shop', [CLI, 'serve'], { env, port, path: '/health/ready', signal });
  const webEnv = {
    PATH: process.env['PATH'],
    HOST: '127.0.0.1',
    NODE_ENV: 'production',
    GATEWAY_URL: shop.url,
  };
  const parts = await partsReady({ web }, () => webEnv).catch(async (error: unknown) => {
    await shop.stop();
    throw error;
  });
  const stop = async () => {
    await parts.stop(PARTS_PATIENCE);
    await shop.stop();
  };
  return { url: shop.url, pids: { ...shop.pids, web: parts.all[0]!.pid! }, stop };
}

/** As `sagashop up --split` starts them, on the databases that are there. */
async function openSplit({ ground }: Site): Promise<Stand> {
  const ports: Record<string, number> = {};
  for (const name of EVERYTHING) ports[name] = await freePort();
  const urls = Object.fromEntries(SERVICES.map((name) => [name, `http://127.0.0.1:${ports[name]}`]));
  const common = { PATH: process.env['PATH'], ...urlVariables(urls), HOST: '127.0.0.1' };
  const parts = await partsReady(ports, (name) => ({ ...partEnvironment(ground, name), ...common }));
  const pids = Object.fromEntries(parts.all.map(({ name, pid }) => [name, pid!]));
  return { url: `http://127.0.0.1:${ports['gateway']}`, pids, stop: () => parts.stop(PARTS_PATIENCE) };
}

/** Starts processes of the shop, and waits until all are ready. Throws what they said last when one is not. */
async function partsReady(ports: Record<string, number>, envOf: (name: string) => Env): Promise<Parts> {
  let said = '';
  const options = {
    ports,
    envOf,
    changed: () => {},
    said: (name: string, line: string) => {
      said = `${name}: ${line}`;
    },
    hungAfter: 0, // a process that is too busy to answer is what is measured here
  };
  const parts = startParts(options);
  try {
    await parts.ready;
    return parts;
  } catch (error) {
    await parts.stop(PARTS_PATIENCE);
    throw new Error(`${(error as Error).message} ${said}`);
  }
}
