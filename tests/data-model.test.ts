import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { migrate } from '@sagashop/chassis/postgres/migrate';
import { testDatabase } from '@sagashop/chassis/testing';

const services = new URL('../services/', import.meta.url);
const page = readFileSync(new URL('../docs/data-model.md', import.meta.url), 'utf8');

const INHERITED = {
  Users: 'id username firstName lastName email phone isAdmin',
  UserCredentials: 'id password userId',
  Balance: 'user_id account balance',
  BalanceReserve: 'id order_id user_id operation price completed',
  Order: 'order_id user_id product_id number price date status',
  Product: 'product_id name number',
  ProductReserv: 'order_id product_id number completed',
  Courier: 'courier_id name',
  CourierReserv: 'order_id courier_id date',
  Message: 'id order_id user_id date message',
};

/** The tables of a migrated database, each with its columns, as `table: column, …` lines. */
async function migratedTables(service: string): Promise<string[]> {
  const sql = connect(await testDatabase(`model_${service}`), { name: 'data-model', max: 1 });
  try {
    await migrate(sql, new URL(`${service}/migrations/`, services));
    const rows = await sql<{ table: string; columns: string }[]>`
      select c.table_name as table, string_agg(c.column_name, ', ' order by c.column_name collate "C") as columns
      from information_schema.columns c join information_schema.tables using (table_schema, table_name)
      where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'schema_migrations'
      group by c.table_name order by c.table_name collate "C"`;
    return rows.map(({ table, columns }) => `${table}: ${columns}`);
  } finally {
    await sql.end();
  }
}

/** The same lines as the page has them, under the heading of the service. */
function describedTables(service: string): string[] {
  const [, section = ''] = new RegExp(`^### ${service}$(.*?)(?=^##|(?![^]))`, 'ms').exec(page) ?? [];
  const rows = [...section.matchAll(/^\| `(\w+)` \| ([^|]+) \|/gm)];
  return rows
    .map(([, table, columns]) => {
      const names = [...columns!.matchAll(/`(\w+)`/g)].map(([, name]) => name).sort();
      return `${table}: ${names.join(', ')}`;
    })
    .sort();
}

describe('docs/data-model.md', () => {
  const withData = readdirSync(services).filter((name) =>
    existsSync(new URL(`${name}/migrations`, services)),
  );

  for (const service of withData) {
    test(`describes every table and column of ${service}, and no other`, async () => {
      assert.deepEqual(describedTables(service), await migratedTables(service));
    });
  }

  test('describes exactly the services that keep data', () => {
    const headings = [...page.matchAll(/^### (\w+)$/gm)].map(([, name]) => name!);
    assert.deepEqual(headings.sort(), withData.sort());
  });

  const rows = [...page.matchAll(/^\| (\w+) \| (\w+) \| `[\w.]+` \|/gm)];

  test('says of every inherited entity and field where it is', () => {
    const traced = rows.map(([, entity, field]) => `${entity}.${field}`);
    const inherited = Object.entries(INHERITED).flatMap(([entity, fields]) =>
      fields.split(' ').map((field) => `${entity}.${field}`),
    );
    assert.deepEqual(traced, inherited);
  });

  test('sends nobody to a column that is not there', () => {
    const columns = new Set(
      withData.flatMap((service) =>
        describedTables(service).flatMap((line) => {
          const [table, names] = line.split(': ');
          return names!.split(', ').map((name) => `${service}.${table}.${name}`);
        }),
      ),
    );
    const places = [...page.matchAll(/`(\w+\.\w+\.\w+)`/g)].map(([, place]) => place!);
    const nowhere = places.filter((place) => place !== 'service.table.column' && !columns.has(place));
    assert.deepEqual(nowhere, []);
    assert.ok(places.length > rows.length);
  });
});
