import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after } from 'node:test';
import { OPERATOR } from '@sagashop/chassis/service/callers';
import { farFromMidnight } from '@sagashop/chassis/testing';
import { createSession, ensureUser } from '@sagashop/user/contract';
import pino from 'pino';
import postgres from 'postgres';
import { host } from '../../cli/src/host.ts';
import { keyVariables, newKeys } from '../../cli/src/keys.ts';
import { freePort } from '../../cli/src/port.ts';
import { DATABASES, databaseVariables, EVERYTHING, urlVariables } from '../../cli/src/services.ts';
import { until } from '../../cli/test/scratch.ts';
import { shopDatabases } from '../shop-databases.ts';

type Json = ReturnType<typeof JSON.parse>; // what a test reads from an answer, it asserts

export interface Answer {
  status: number;
  body: Json;
  headers: Headers;
}

/**
 * Whether the services of a test's shop talk over HTTP, each in an app of its own (see split-mode.ts); whether everything is
 * tried, and not some of it drawn by chance; their log.
 */
export const way = {
  split: false,
  thorough: false,
  log: pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }),
};

async function openWhole(env: Record<string, string>, log: pino.Logger) {
  const hosted = await host(env, log);
  const url = await hosted.gateway.listen({ host: '127.0.0.1', port: 0 });
  await hosted.start();
  return { url, hosted, origins: {} as Record<string, string>, stop: () => hosted.stop() };
}

async function openSplit(env: Record<string, string>, log: pino.Logger, without: readonly string[]) {
  const origins: Record<string, string> = {};
  for (const name of EVERYTHING) origins[name] = `http://127.0.0.1:${await freePort()}`;
  const keys = newKeys();
  const open = async (name: string) => {
    // The gateway's process is also the one from which the test asks as the operator.
    const own = keyVariables(keys, name === 'gateway' ? [name, OPERATOR] : [name]);
    const shared = env['SAGASHOP_INTERNAL_KEYS'] !== undefined;
    const all = { ...(shared ? {} : own), ...urlVariables(origins), ...env };
    const part = await host(all, log, [name]);
    await part.gateway.listen({ host: '127.0.0.1', port: Number(new URL(origins[name]!).port) });
    await part.start();
    return part;
  };
  const parts = await Promise.all(EVERYTHING.filter((name) => !without.includes(name)).map(open));
  const stop = async () => {
    for (const part of parts.toReversed()) await part.stop();
  };
  return { url: origins['gateway']!, hosted: parts.at(-1)!, origins, stop };
}

type Ask = (
  method: string,
  path: string,
  options: { as: string; body?: unknown; headers?: Record<string, string> },
) => Promise<Answer>;

/** Places an order and waits for its end, also on a slow machine. */
export async function ordered(ask: Ask, token: string, body: object): Promise<Answer> {
  const headers = { prefer: 'wait=30' };
  const answer = await ask('POST', '/api/orders', { as: token, body, headers });
  if (answer.status !== 201) return answer;
  // An order is answered a second after its pivot at the latest: the goods may not be taken yet.
  await until(async () => {
    const { status, body } = await ask('GET', `/api/orders/${answer.body.id}/saga`, { as: token });
    return status === 401 || body.state === 'ended'; // who has left meanwhile had nothing in flight
  });
  return answer;
}

/** The answer's body; throws when it has another status. */
async function must(status: number, answer: Promise<Answer>): Promise<Json> {
  const given = await answer;
  if (given.status !== status)
    throw new Error(`${given.status} instead of ${status}: ${JSON.stringify(given.body)}`);
  return given.body;
}

const ADMIN = {
  username: 'admin',
  password: 'admin-password-1',
  email: 'admin@shop.test',
  isAdmin: true,
};

/** The apps of a shop and the databases that they are on; closed, and dropped then, when the test file ends. */
async function openApps(env: Record<string, string>, without: readonly string[]) {
  let stop = async () => {};
  // Noted before the databases' end: what is noted first ends first.
  after(() => stop());
  const given = (name: string) => env[`${name.toUpperCase()}_DATABASE_URL`] !== undefined;
  const urls = await shopDatabases(DATABASES.filter((name) => !given(name)));
  const { log } = way;
  const own = { SAGASHOP_DEPOSITS: 'open', SAGASHOP_TZ: farFromMidnight() };
  const all = { ...own, ...databaseVariables(urls), ...env };
  const split = way.split || without.length > 0;
  const opened = await (split ? openSplit(all, log, without) : openWhole(all, log));
  stop = opened.stop;
  return { ...opened, urls };
}

/**
 * A whole shop on databases of its own, listening on a free port; closed when the test file ends. `without` some
 * services, each of the others is in an app of its own: whoever wants the missing ones starts them at their `origins`.
 */
export async function openTestShop(env: Record<string, string> = {}, without: readonly string[] = []) {
  const { url, urls, hosted, origins } = await openApps(env, without);

  /** One request, with a key of its own unless one is given; `as` is a session token. */
  async function ask(
    method: string,
    path: string,
    options: { as?: string; body?: unknown; key?: string; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const headers: Record<string, string> = { ...options.headers };
    if (options.as) headers['authorization'] = `Bearer ${options.as}`;
    if (method === 'POST') headers['idempotency-key'] ??= options.key ?? randomUUID();
    const init: RequestInit = { method, headers };
    if (options.body !== undefined) {
      headers['content-type'] ??= 'application/json';
      init.body = typeof options.body === 'string' ? options.body : JSON.stringify(options.body);
    }
    const response = await fetch(url + path, init);
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    const answer = isJson ? JSON.parse(text) : text || undefined;
    return { status: response.status, body: answer, headers: response.headers };
  }

  await hosted.peers.ask(ensureUser, ADMIN);
  const admin = (await hosted.peers.ask(createSession, ADMIN)).token;

  /** A new customer, signed in, with money on the account. */
  async function customer(money = 0) {
    const username = `c-${randomUUID().slice(0, 13)}`;
    const user = await hosted.peers.ask(ensureUser, {
      username,
      password: 'not-used-here-1',
      email: `${username}@shop.test`,
    });
    const { token } = await hosted.peers.ask(createSession, { username });
    if (money > 0)
      await must(201, ask('POST', '/api/account/deposits', { as: token, body: { amount: money } }));
    return {
      id: user.id,
      token,
      get: (path: string) => ask('GET', path, { as: token }),
      order: (lines: { productId: string; quantity: number }[], more: object = {}) =>
        ordered(ask, token, { lines, ...more }),
      /** Places an order and does not wait for what becomes of it; answers its id. */
      started: async (lines: { productId: string; quantity: number }[]): Promise<string> => {
        const headers = { prefer: 'respond-async' };
        return (await must(202, ask('POST', '/api/orders', { as: token, body: { lines }, headers }))).id;
      },
    };
  }

  const category = await must(
    201,
    ask('POST', '/api/categories', { as: admin, body: { slug: 'tea', name: { en: 'Tea', ru: 'Чай' } } }),
  );

  const asked = (id: string) => ask('GET', `/api/stock/${id}`, { as: admin });
  const stock = (id: string) => must(200, asked(id));

  /** A new product with so many in stock. */
  async function product(price: number, quantity: number, categoryId = category.id): Promise<string> {
    const name = { en: 'Teapot', ru: 'Чайник' };
    const body = {
      name,
      description: name,
      price: { amount: price, currency: 'RUB' },
      categoryId,
    };
    const { id } = await must(201, ask('POST', '/api/products', { as: admin, body }));
    // Who makes a product does not wait for a stock that is slow.
    await until(async () => (await asked(id)).status === 200);
    if (quantity > 0)
      await must(201, ask('POST', `/api/stock/${id}/receipts`, { as: admin, body: { quantity } }));
    return id;
  }

  const courier = async (dailyCapacity: number): Promise<string> =>
    (await must(201, ask('POST', '/api/couriers', { as: admin, body: { name: 'Carl', dailyCapacity } }))).id;

  /** On a busy machine a part may be away for a moment. */
  const audit = async () => {
    let answer: Answer | undefined;
    await until(async () => (answer = await ask('GET', '/api/audit', { as: admin })).status !== 503);
    return must(200, Promise.resolve(answer!));
  };

  /** Throws unless every invariant of the audit holds; answers how many orders are still in flight. */
  async function passes(): Promise<number> {
    const report = await audit();
    assert.deepEqual(
      report.invariants.filter((found: { ok: boolean }) => !found.ok),
      [],
    );
    assert.ok(report.ok);
    return report.inFlightCount;
  }

  /** Waits until no order is in flight. An outcome is told a second after it was decided, though more follows. */
  const settled = () => until(async () => (await passes()) === 0);

  /** Changes a database in one transaction behind its service's back. */
  async function behind(
    service: string,
    work: (tx: postgres.TransactionSql) => Promise<unknown>,
  ): Promise<void> {
    const sql = postgres(urls[service]!, { max: 1, onnotice: () => {} });
    try {
      await sql.begin(work);
    } finally {
      await sql.end();
    }
  }

  /** Breaks what no service would, as a broken disk or a careless person does. */
  const corrupt = (service: string, statement: string) =>
    behind(service, (tx) => tx.unsafe(`set local session_replication_role = replica; ${statement}`));

  const things = { category, customer, product, courier, stock };
  return { url, urls, origins, hosted, ask, must, admin, ...things, audit, passes, settled, behind, corrupt };
}
