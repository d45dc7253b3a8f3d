import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { after } from 'node:test';
import pino from 'pino';
import postgres from 'postgres';
import type { App } from './http/app.ts';
import { createApp } from './http/create-app.ts';
import type { Identity } from './http/identity.ts';
import { createMetrics } from './observe/metrics.ts';
import { connect as pool } from './postgres/connect.ts';
import { migrate } from './postgres/migrate.ts';
import type { Sql } from './postgres/sql.ts';
import type { Peers } from './service/calls.ts';
import type { Service, ServiceContext } from './service/service.ts';

/** The server that `npm test` starts for all test files; its URL is a superuser's. */
function testServer(): string {
  const url = process.env['SAGASHOP_TEST_POSTGRES'];
  if (!url) throw new Error('SAGASHOP_TEST_POSTGRES is not set: run the tests with `npm test -- FILE`.');
  return url;
}

/**
 * A new database for this test file, dropped when the file ends: an empty one, or one with the tables that a folder of
 * `migrations` makes. Answers a superuser's URL.
 */
export async function testDatabase(name: string, migrations?: URL): Promise<string> {
  const server = testServer();
  const database = `t_${name}_${randomBytes(5).toString('hex')}`;
  const sql = postgres(server, { max: 1, onnotice: () => {} });
  const template = migrations ? await migratedTemplate(sql, server, migrations) : 'template1';
  await sql.unsafe(createFrom(template, database));
  after(async () => {
    await sql.unsafe(`drop database if exists "${database}" with (force)`);
    await sql.end();
  });
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

// Copied as files, since nothing here must outlive a crash: as pages in the log it costs twice the processor time.
const createFrom = (template: string, database: string) =>
  `create database "${database}" template "${template}" strategy file_copy`;

/** The database that a folder's migrations have been applied to, made by whoever asks for it first in a run of the tests. */
async function migratedTemplate(sql: postgres.Sql, server: string, migrations: URL): Promise<string> {
  const name = `migrated_${createHash('sha256').update(migrations.href).digest('hex').slice(0, 10)}`;
  const isThere = async () => (await sql`select 1 from pg_database where datname = ${name}`).length > 0;
  if (await isThere()) return name;
  const lock = Number.parseInt(name.slice(-7), 16);
  await sql`select pg_advisory_lock(${lock})`;
  try {
    if (!(await isThere())) await makeTemplate(sql, server, { name, migrations });
  } finally {
    await sql`select pg_advisory_unlock(${lock})`;
  }
  return name;
}

/** It has its name when it is whole. */
async function makeTemplate(
  sql: postgres.Sql,
  server: string,
  { name, migrations }: { name: string; migrations: URL },
): Promise<void> {
  const draft = `${name}_draft`;
  await sql.unsafe(`drop database if exists "${draft}"`);
  await sql.unsafe(createFrom('template1', draft));
  const url = new URL(server);
  url.pathname = `/${draft}`;
  const inside = pool(url.href, { name: 'test', max: 1 });
  await migrate(inside, migrations);
  await inside.end();
  await sql.unsafe(`alter database "${draft}" rename to "${name}"`);
}

/**
 * PostgreSQL's plans of the statements that were prepared on this pool of one connection, by their text. Values of
 * parameters are made up, so this says something only where one plan serves all (see by-key.ts).
 */
export async function plansOf(sql: Sql): Promise<Map<string, string>> {
  const prepared = await sql<{ name: string; statement: string; kinds: string }[]>`
    select name, statement, array_to_string(parameter_types, ' ') as kinds from pg_prepared_statements
    where statement !~ '^\\s*(begin|commit)' and statement not like '%pg_prepared_statements%'`;
  const plans = new Map<string, string>();
  for (const { name, statement, kinds } of prepared) {
    const values = kinds.split(' ').map((kind) => `null::${kind}`);
    const lines = await sql.unsafe(`explain execute "${name}"${kinds && `(${values.join(', ')})`}`);
    plans.set(statement, lines.map((line) => line['QUERY PLAN']).join('\n'));
  }
  return plans;
}

/** ServiceContext for a service under test: silent, its own metrics, peers that answer only what is given. */
export function testContext(env: Record<string, string>, peers: Partial<Peers> = {}): ServiceContext {
  const absent = () => Promise.reject(new Error('no such peer in this test'));
  return {
    env,
    peers: { send: absent, ask: absent, publish: async () => {}, ...peers },
    log: pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }),
    metrics: createMetrics(),
  };
}

/** An app with one service's routes; a request's `x-test-identity` header (JSON) says who asks. */
export function testApp(service: Service, context: ServiceContext): App {
  const app = createApp(context);
  app.addHook('onRequest', async (request) => {
    const given = request.headers['x-test-identity'];
    if (typeof given === 'string') request.identity = JSON.parse(given) as Identity;
  });
  service.routes(app);
  return app;
}

/**
 * A time zone in which it is another day than in UTC, and neither midnight before an hour has passed nor midnight
 * within the last one: for tests that reckon days, so that no day ends in the middle of them.
 */
export function farFromMidnight(now: Date = new Date()): string {
  return now.getUTCHours() < 11 ? 'Etc/GMT+12' : 'Etc/GMT-14';
}

/** A new pair as SAGASHOP_SERVICE_KEY and SAGASHOP_SERVICE_KEYS have it behind a name. */
export function servicePair(): { own: string; known: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    own: privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32).toString('base64url'),
    known: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64url'),
  };
}

/** Headers that make a request come from a user. */
export function as(userId: string, more: Partial<Identity> = {}): Record<string, string> {
  const identity: Identity = {
    userId,
    username: 'someone',
    roles: [],
    isAdmin: false,
    language: 'en',
    email: 'someone@example.test',
    name: 'Some One',
    ...more,
  };
  return { 'x-test-identity': JSON.stringify(identity) };
}

/** A connection on which a test says what it wants, byte by byte. */
export interface RawConnection {
  socket: Socket;
  /** All that has come so far. */
  said(): string;
  /** Sends bytes, as fast as the other side takes them; rejects when the connection breaks. */
  send(bytes: string | Buffer): Promise<void>;
  /** Resolves when the other side has said something that fits; rejects when the connection ends before. */
  hears(pattern: RegExp): Promise<string>;
  /** Resolves with all that came once the other side has ended the connection; rejects when it was cut. */
  ended(): Promise<string>;
}

/** Opens a connection to a server that listens. */
export async function rawConnection(server: Server): Promise<RawConnection> {
  const { port } = server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  let text = '';
  const broken = new Promise<never>((_, reject) => socket.once('error', reject));
  broken.catch(() => {});
  const over = once(socket, 'end').then(() => text);
  over.catch(() => {});
  socket.setEncoding('latin1').on('data', (part: string) => void (text += part));
  await Promise.race([once(socket, 'connect'), broken]);
  return {
    socket,
    said: () => text,
    send: (bytes) =>
      Promise.race([
        broken,
        new Promise<void>((resolve, reject) => {
          socket.write(bytes, (error) => (error ? reject(error) : resolve()));
        }),
      ]),
    hears: async (pattern) => {
      while (!pattern.test(text)) {
        await Promise.race([once(socket, 'data'), broken, over.then(() => ended(pattern, text))]);
      }
      return text;
    },
    ended: () => Promise.race([over, broken]),
  };
}

function ended(pattern: RegExp, text: string): void {
  if (!pattern.test(text)) throw new Error(`ended after ${JSON.stringify(text.slice(0, 200))}`);
}
