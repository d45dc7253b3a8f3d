import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createApp } from '@sagashop/chassis/http/create-app';
import { createMetrics } from '@sagashop/chassis/observe/metrics';
import { connect } from '@sagashop/chassis/postgres/connect';
import { testDatabase } from '@sagashop/chassis/testing';
import pino from 'pino';
import { sendCsv } from '../src/send-csv.ts';
import { snapshotRows } from '../src/snapshot-rows.ts';

const url = await testDatabase('csv');
const sql = connect(url, { name: 'test', max: 2 });
await sql`create table things (n int primary key, name text)`;
await sql`insert into things select n, 'thing ' || n from generate_series(1, 5000) as n`;
after(() => sql.end());

interface Thing {
  n: number;
  name: string | null;
}

const columns = { n: (row: Thing) => row.n, 'the name': (row: Thing) => row.name };
const things = () => snapshotRows<Thing>(sql, (db) => db`select * from things where n > ${0} order by n`);

const app = createApp({ log: pino({ level: 'silent' }), metrics: createMetrics() });
let given: () => AsyncIterable<Thing> = things;
app.get('/things.csv', async (_request, reply) => sendCsv(reply, { file: 'things', columns, rows: given() }));
after(() => app.close());
const read = () => app.inject({ method: 'GET', url: '/things.csv' });

async function written(...rows: Thing[]): Promise<string> {
  given = async function* () {
    yield* rows;
  };
  return (await read()).body;
}

const busy = async () =>
  (await sql`select from pg_stat_activity where datname = current_database() and state like 'idle in%'`)
    .length;

test('a file says what it is, begins with a mark for Excel and has all rows', async () => {
  given = things;
  const { headers, body } = await read();
  assert.equal(headers['content-type'], 'text/csv; charset=utf-8; header=present');
  assert.equal(headers['content-disposition'], 'attachment; filename="things.csv"');
  const lines = body.split('\r\n');
  assert.deepEqual(lines.slice(0, 2), ['\uFEFFn,the name', '1,thing 1']);
  assert.deepEqual([lines.length, lines.at(-2), lines.at(-1)], [5002, '5000,thing 5000', '']);
  assert.equal(await busy(), 0);
});

test('a file without rows has its headings', async () => {
  assert.equal(await written(), '\uFEFFn,the name\r\n');
});

test('texts that a sheet would run are harmless, and numbers stay numbers', async () => {
  const names = [
    '=1+1',
    '+7 900',
    '-2',
    '@SUM(A1)',
    '\tx',
    '\rx',
    'a;b',
    'a,"b"',
    'two\nlines',
    '5 - 3',
    null,
  ];
  const body = await written(...names.map((name) => ({ n: -1, name })));
  const cells = body.replace('\uFEFFn,the name\r\n', '').replaceAll('\r\n-1,', '\u0000').slice(3, -2);
  assert.deepEqual(cells.split('\u0000'), [
    ...["'=1+1", "'+7 900", "'-2", "'@SUM(A1)", '"\'\tx"', '"\'\rx"', '"a;b"', '"a,""b"""'],
    ...['"two\nlines"', '5 - 3', ''],
  ]);
});

test('reading that fails at its beginning is a problem, later the file is cut', async () => {
  given = () =>
    snapshotRows(sql, (db) => db`select 1 / (n - 1) as n, 'x' as name from things order by things.n`);
  assert.equal((await read()).statusCode, 500);
  given = () =>
    snapshotRows(sql, (db) => db`select 1 / (n - 4500) as n, 'x' as name from things order by things.n`);
  await assert.rejects(read);
  assert.equal(await busy(), 0);
});

test('all rows are of one moment, and whoever stops reading gives the connection back', async () => {
  let seen = 0;
  for await (const { n } of things()) {
    if (n === 1) await sql`delete from things where n > 3000`;
    seen += 1;
  }
  assert.equal(seen, 5000);
  for await (const { n } of things()) if (n === 2) break;
  assert.equal(await busy(), 0);
});

test('a file may be read for longer than a transaction of a request lasts', async () => {
  const hasty = connect(url, { name: 'test', max: 1, settings: { transaction_timeout: '200' } });
  after(() => hasty.end());
  let seen = 0;
  for await (const { n } of snapshotRows<Thing>(hasty, (db) => db`select * from things order by n`)) {
    if (n === 1) await new Promise((resolve) => setTimeout(resolve, 500));
    seen += 1;
  }
  assert.equal(seen, 3000);
});
