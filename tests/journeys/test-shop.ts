import { randomBytes, randomUUID } from 'node:crypto';
import { after } from 'node:test';
import { testDatabase } from '@sagashop/chassis/testing';
import { createSession, ensureUser } from '@sagashop/user/contract';
import pino from 'pino';
import { host } from '../../cli/src/host.ts';
import { freePort } from '../../cli/src/port.ts';
import { DATABASES, databaseVariables, EVERYTHING, urlVariables } from '../../cli/src/services.ts';

type Json = ReturnType<typeof JSON.parse>; // what a test reads from an answer, it asserts

export interface Answer {
  status: number;
  body: Json;
  headers: Headers;
}

/**
 * Whether the services of a test's shop talk over HTTP, each in an app of its own (see split-mode.ts), and which of
 * them are left out then: whoever wants them starts them at their `origins`.
 */
export const way = { split: false, without: [] as string[] };

async function openWhole(env: Record<string, string>, log: pino.Logger) {
  const hosted = await host(env, log);
  const url = await hosted.gateway.listen({ host: '127.0.0.1', port: 0 });
  await hosted.start();
  return { url, hosted, stop: hosted.stop, origins: {} as Record<string, string> };
}

async function openSplit(env: Record<string, string>, log: pino.Logger) {
  const origins: Record<string, string> = {};
  for (const name of EVERYTHING) origins[name] = `http://127.0.0.1:${await freePort()}`;
  const keys = `k1:${randomBytes(32).toString('hex')}`;
  const all = { SAGASHOP_INTERNAL_KEYS: keys, ...env, ...urlVariables(origins) };
  const open = async (name: string) => {
    const part = await host(all, log, [name]);
    await part.gateway.listen({ host: '127.0.0.1', port: Number(new URL(origins[name]!).port) });
    await part.start();
    return part;
  };
  const parts = await Promise.all(EVERYTHING.filter((name) => !way.without.includes(name)).map(open));
  const stop = async () => void (await Promise.all(parts.map((part) => part.stop())));
  return { url: origins['gateway']!, hosted: parts.at(-1)!, stop, origins };
}

/** A whole shop on databases of its own, listening on a free port; closed when the test file ends. */
export async function openTestShop(env: Record<string, string> = {}) {
  // Before the databases end, whose turn comes later: a shop that stops still has its databases.
  let stop = async () => {};
  after(() => stop());
  const urls = Object.fromEntries(
    await Promise.all(DATABASES.map(async (name) => [name, await testDatabase(name)] as const)),
  );
  const log = pino({ level: process.env['LOG_LEVEL'] ?? 'silent' });
  const all = { SAGASHOP_DEPOSITS: 'open', ...databaseVariables(urls), ...env };
  const opened = way.split ? await openSplit(all, log) : await openWhole(all, log);
  const { url, hosted, origins } = opened;
  stop = opened.stop;

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
    return { status: response.status, body: text ? JSON.parse(text) : undefined, headers: response.headers };
  }

  await hosted.peers.ask(ensureUser, {
    username: 'admin',
    password: 'admin-password-1',
    email: 'admin@shop.test',
    isAdmin: true,
  });
  const admin = (await hosted.peers.ask(createSession, { username: 'admin' })).token;

  async function must(status: number, answer: Promise<Answer>): Promise<Json> {
    const given = await answer;
    if (given.status !== status)
      throw new Error(`${given.status} instead of ${status}: ${JSON.stringify(given.body)}`);
    return given.body;
  }

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
        ask('POST', '/api/orders', { as: token, body: { lines, ...more } }),
    };
  }

  const category = await must(
    201,
    ask('POST', '/api/categories', { as: admin, body: { slug: 'tea', name: { en: 'Tea', ru: 'Чай' } } }),
  );

  /** A new product with so many in stock. */
  async function product(price: number, quantity: number): Promise<string> {
    const name = { en: 'Teapot', ru: 'Чайник' };
    const body = {
      name,
      description: name,
      price: { amount: price, currency: 'RUB' },
      categoryId: category.id,
    };
    const { id } = await must(201, ask('POST', '/api/products', { as: admin, body }));
    if (quantity > 0)
      await must(201, ask('POST', `/api/stock/${id}/receipts`, { as: admin, body: { quantity } }));
    return id;
  }

  const courier = async (dailyCapacity: number): Promise<string> =>
    (await must(201, ask('POST', '/api/couriers', { as: admin, body: { name: 'Carl', dailyCapacity } }))).id;

  const stock = async (id: string) => must(200, ask('GET', `/api/stock/${id}`, { as: admin }));
  const audit = async () => must(200, ask('GET', '/api/audit', { as: admin }));

  return { url, urls, origins, hosted, ask, must, admin, category, customer, product, courier, stock, audit };
}
