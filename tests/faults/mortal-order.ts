import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { testDatabase } from '@sagashop/chassis/testing';
import { createSession, ensureUser } from '@sagashop/user/contract';
import pino from 'pino';
import { host } from '../../cli/src/host.ts';
import { freePort } from '../../cli/src/port.ts';
import { DATABASES, databaseVariables, EVERYTHING, urlVariables } from '../../cli/src/services.ts';
import { type Load, placeOrders, prepare, proveWhole, type Shop } from './orders.ts';

const MAIN = fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url));

/** A shop whose order service is a process of its own, which can be made to die at a named point. */
export async function openMortalShop() {
  const databases = Object.fromEntries(
    await Promise.all(DATABASES.map(async (name) => [name, await testDatabase(name)] as const)),
  );
  const [port, others] = [await freePort(), await freePort()];
  const urls = Object.fromEntries(EVERYTHING.map((name) => [name, `http://127.0.0.1:${others}`]));
  const env = {
    ...databaseVariables(databases),
    ...urlVariables({ ...urls, order: `http://127.0.0.1:${port}` }),
    SAGASHOP_INTERNAL_KEYS: `k1:${randomBytes(32).toString('hex')}`,
  };
  const names = EVERYTHING.filter((name) => name !== 'order');
  const hosted = await host({ ...env, SAGASHOP_DEPOSITS: 'open' }, pino({ level: 'silent' }), names);
  await hosted.gateway.listen({ host: '127.0.0.1', port: others });
  await hosted.start();
  after(() => hosted.stop());

  const admin = { username: 'admin', email: 'admin@shop.test', isAdmin: true };
  await hosted.peers.ask(ensureUser, { ...admin, password: 'not-used-here-1' });
  const { token } = await hosted.peers.ask(createSession, admin);
  let child: ChildProcess | undefined;
  after(() => child?.kill('SIGKILL'));

  /** Starts the order process; resolves when it serves, or has died already. */
  async function startOrder(point?: string): Promise<ChildProcess> {
    const more = point ? { ORDER_KILL_POINT: point } : {};
    if (child && child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    const started = spawn(process.execPath, [MAIN, 'serve', 'order'], {
      env: { ...process.env, ...env, ...more, PORT: String(port), LOG_LEVEL: 'error' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child = started;
    await Promise.race([once(started.stdout!, 'data'), once(started, 'exit')]);
    if (started.exitCode !== null) throw new Error(`order ended with ${started.exitCode} (${point})`);
    return started;
  }
  return { url: urls['gateway']!, token, databases, startOrder };
}

const ordersBefore = new WeakMap<Shop, number>();

/** Lets the order process of a shop die at each of the points in turn under load, and proves the shop whole. */
export async function dieAt(
  shop: Shop & { startOrder: (point?: string) => Promise<ChildProcess> },
  points: readonly string[],
): Promise<void> {
  await shop.startOrder();
  const [plenty, none] = [await prepare(shop), await prepare(shop, 0)];
  const loads: Load[] = [placeOrders(shop, plenty, 12), placeOrders(shop, none, 4)];
  try {
    await loads[0]!.confirmed(10);
    for (const point of points) {
      const child = await shop.startOrder(point);
      const served = performance.now();
      if (child.signalCode === null) await once(child, 'exit', { signal: AbortSignal.timeout(120_000) });
      if (child.signalCode !== 'SIGKILL') throw new Error(`${point}: ended with ${child.exitCode}`);
      console.log(`# died ${point}, ${Math.round(performance.now() - served)} ms after it served`);
    }
    await shop.startOrder();
    const started = performance.now();
    await loads[0]!.confirmed(20);
    console.log(`# 20 more confirmed ${Math.round(performance.now() - started)} ms after the last start`);
  } finally {
    await Promise.all(loads.map((load) => load.stop()));
  }
  const [good, refused] = loads.map(({ orders }) => orders);
  const before = ordersBefore.get(shop) ?? 0;
  const ended = await proveWhole(shop, good!, plenty, before + refused!.length);
  await proveWhole(shop, refused!, none, before + good!.length);
  ordersBefore.set(shop, before + good!.length + refused!.length);
  console.log(`# ${good!.length} and ${refused!.length} orders, all ended after ${Math.round(ended)} ms`);
}
