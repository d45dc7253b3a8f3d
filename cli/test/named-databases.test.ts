import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { ensureNamedDatabases } from '../src/postgres/named-databases.ts';
import { startPostgres } from '../src/postgres/start.ts';
import { DATABASES } from '../src/services.ts';
import { scratchDirectory } from './scratch.ts';

let stop = async () => {};
after(() => stop()); // before the folder goes
const folder = await scratchDirectory({ after });
const server = await startPostgres({ directory: join(folder, 'postgres'), durable: false });
stop = server.stop;

/** The URL of a service's database on the server; nobody has made either yet. */
function urlOf(name: string, password: string, database = name): string {
  const url = new URL(server.superuserUrl);
  Object.assign(url, { username: name, password, pathname: `/${database}` });
  return url.href;
}

async function ask(url: string, query: string): Promise<unknown> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return Object.values((await sql.unsafe(query))[0] ?? {})[0];
  } finally {
    await sql.end();
  }
}

const command = async (variables: Record<string, string>, ...services: string[]) => {
  const main = join(import.meta.dirname, '..', 'src', 'main.ts');
  return promisify(execFile)(process.execPath, [main, 'databases', ...services], {
    env: { PATH: process.env['PATH'], ...variables },
  });
};

test('the command makes each role and database once, each closed to the others', async () => {
  const urls = Object.fromEntries(DATABASES.map((name) => [name, urlOf(name, `of-${name}`)]));
  const variables = Object.fromEntries(
    Object.entries({ ...urls, postgres: server.superuserUrl }).map(([name, url]) => [
      `${name.toUpperCase()}_DATABASE_URL`,
      url,
    ]),
  );
  const all = (what: string) => DATABASES.map((name) => `${name}: ${what}\n`).join('');
  assert.equal((await command(variables)).stdout, all('made'));
  for (const url of Object.values(urls)) await ask(url, 'create table kept as select 1 as one');
  assert.equal((await command(variables)).stdout, all('as it should be'));
  for (const url of Object.values(urls)) assert.equal(await ask(url, 'select one from kept'), 1);
  const other = urlOf('payment', 'of-payment', 'order');
  await assert.rejects(ask(other, 'select 1'), ({ code }: { code?: string }) => code === '42501');
  const { POSTGRES_DATABASE_URL: superuser, ORDER_DATABASE_URL: one, ...without } = variables;
  const few = { POSTGRES_DATABASE_URL: superuser!, ORDER_DATABASE_URL: one! };
  assert.equal((await command(few, 'order')).stdout, 'order: as it should be\n');
  await assert.rejects(command(without), ({ stderr }: { stderr: string }) =>
    /POSTGRES_DATABASE_URL: is required/.test(stderr),
  );
});

test('the chart knows by them when its PostgreSQL is ready', async () => {
  const root = join(import.meta.dirname, '..', '..');
  const template = await readFile(join(root, 'deploy/helm/sagashop/templates/postgres.yaml'), 'utf8');
  const [, query = ''] = /--command="(select count.*?)" \| grep/s.exec(template) ?? [];
  const of = (...names: string[]) =>
    ask(
      server.superuserUrl,
      query.replace(/\(('\{\{.*?\}\}')\)/, `(${names.map((name) => `'${name}'`).join()})`),
    );
  assert.equal(await of('late', 'later'), '0');
  await ask(server.superuserUrl, 'create database late');
  assert.equal(await of('late', 'later'), '0', 'of nobody’s');
  await ensureNamedDatabases(server.superuserUrl, { later: urlOf('later', 'x') });
  assert.equal(await of('late', 'later'), '1');
});

test('a role that is there keeps what it has, and gets the password of its URL', async () => {
  await ensureNamedDatabases(server.superuserUrl, { gift: urlOf('gift', 'first') });
  await ask(urlOf('gift', 'first'), 'create table kept as select 2 as two');
  const next = urlOf('gift', "it's %5C \\ new"); // what would end a literal, in a password of somebody's own
  assert.deepEqual(await ensureNamedDatabases(server.superuserUrl, { gift: next }), {
    gift: 'given its password',
  });
  assert.equal(await ask(next, 'select two from kept'), 2);
  await assert.rejects(
    ask(urlOf('gift', 'first'), 'select 1'),
    ({ code }: { code?: string }) => code === '28P01',
  );
  assert.deepEqual(await ensureNamedDatabases(server.superuserUrl, { gift: next }), {
    gift: 'as it should be',
  });
});

test('a role without its database, as an interruption leaves it, gets it; two at once take turns', async () => {
  await ask(server.superuserUrl, `create role half login password 'known'`);
  const urls = { half: urlOf('half', 'known'), whole: urlOf('whole', 'other') };
  const both = await Promise.all([1, 2].map(() => ensureNamedDatabases(server.superuserUrl, urls)));
  assert.deepEqual(both.map(({ whole }) => whole).sort(), ['as it should be', 'made']);
  for (const url of Object.values(urls)) assert.equal(await ask(url, 'select 1 as one'), 1);
  assert.equal(
    await ask(urls.half, `select has_database_privilege('public', 'half', 'connect') as open`),
    false,
  );
});

test('what is on another server is left to it, and what is none of a service is refused', async () => {
  const elsewhere = 'postgres://payment:hush@db.example.com:5432/payment';
  assert.deepEqual(await ensureNamedDatabases(server.superuserUrl, { payment: elsewhere }), {
    payment: 'on another server',
  });
  const refused: [string, RegExp][] = [
    [urlOf('postgres', 'hush', 'postgres'), /GIFT_DATABASE_URL: postgres is a superuser/],
    [urlOf('gift', 'hush', 'order'), /GIFT_DATABASE_URL: the role and its database must have one name/],
    [urlOf('gift', ''), /GIFT_DATABASE_URL has no password/],
    ['hush', /GIFT_DATABASE_URL is no URL/],
    [urlOf('Gift"', 'hush'), /cannot be the name of a database/],
  ];
  for (const [url, why] of refused)
    await assert.rejects(
      ensureNamedDatabases(server.superuserUrl, { gift: url }),
      ({ message }: Error) => why.test(message) && !/hush/.test(message),
    );
  assert.equal(await ask(server.superuserUrl, 'select rolsuper from pg_roles where oid = 10'), true);
});
