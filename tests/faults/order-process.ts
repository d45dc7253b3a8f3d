import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { freePort } from '../../cli/src/port.ts';
import { urlVariables } from '../../cli/src/services.ts';
import { openTestShop } from '../journeys/test-shop.ts';

const MAIN = fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url));

export type Shop = Awaited<ReturnType<typeof openTestShop>>;

/** An order process, with a gateway of its own unless it is to be behind the shop's. */
export interface OrderProcess {
  url: string;
  process: ChildProcess;
  /** Sends it a signal that ends it, and waits until it is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

const keys = { SAGASHOP_INTERNAL_KEYS: `k1:${randomBytes(32).toString('hex')}` };

/** A shop without an order process: its services look for one at `origins.order`. */
export function openShopWithoutOrder(): Promise<Shop> {
  return openTestShop(keys, ['order']);
}

/**
 * Starts an order process of the shop at a port (a free one unless given), with a gateway or `behind` the shop's own;
 * resolves when it is open, or when it has killed itself at the point that `env` names. It ends with its test.
 */
export async function startOrder(
  shop: Shop,
  { url = '', env = {}, behind = false }: { url?: string; env?: Record<string, string>; behind?: boolean },
): Promise<OrderProcess> {
  const port = url ? Number(new URL(url).port) : await freePort();
  const child = spawn(process.execPath, [MAIN, 'serve', 'order', ...(behind ? [] : ['gateway'])], {
    env: {
      ...process.env,
      ...keys,
      ...urlVariables(shop.origins),
      ORDER_DATABASE_URL: shop.urls['order'],
      ORDER_DEADLINE_MS: '300000',
      ...env,
      PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'exit');
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await closed;
  };
  after(() => child.exitCode === null && child.signalCode === null && end('SIGKILL'));
  const [words] = await Promise.race([once(child.stdout!, 'data'), closed]);
  const killed = env['ORDER_KILL_POINT'] !== undefined && child.signalCode === 'SIGKILL';
  if (!killed && !String(words).includes('Serving'))
    throw new Error(`the order process did not open: ${words}`);
  return { url: `http://127.0.0.1:${port}`, process: child, end };
}

/** Posts an order of one piece to an order process, as whose token it is. */
export async function place(
  { url }: { url: string },
  as: string,
  { productId, key, prefer }: { productId: string; key: string; prefer?: string },
) {
  const headers = {
    authorization: `Bearer ${as}`,
    'content-type': 'application/json',
    'idempotency-key': key,
    ...(prefer && { prefer }),
  };
  const body = JSON.stringify({ lines: [{ productId, quantity: 1 }] });
  const response = await fetch(`${url}/api/orders`, { method: 'POST', headers, body });
  return { status: response.status, body: (await response.json()) as { id: string; status: string } };
}

/** How many sagas of an order database have not ended. */
export async function unfinished(sql: Sql): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from sagas where ended_at is null`;
  return row!.count;
}

/** Where a service would be that never answers. */
export async function silentService(): Promise<string> {
  const server = createServer(() => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
