import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { newId } from '@sagashop/kernel/ids';
import { findCustomers } from '../../src/actions/find-customers.ts';
import { newDatabase } from '../opened.ts';

const sql = connect(await newDatabase(), { name: 'test', max: 1 });
after(() => sql.end());

const PEOPLE = 300;
const ids = Array.from({ length: PEOPLE }, () => newId()).sort();
const people = ids.map((id, n) => ({
  id,
  guest: true,
  language: 'en',
  email: `u${n}@example.test`,
  first_name: n % 100 === 7 ? 'Rare' : n < 100 ? 'Often' : 'Newer',
  blocked_at: n === 3 ? '2026-01-01' : null,
}));
await sql`
  insert into users (id, guest, language, email, first_name, blocked_at)
  select id, guest, language, email, first_name, blocked_at
  from json_populate_recordset(null::users, ${JSON.stringify(people)}::text::json)`;
await sql`analyze users`;
const newest = ids.toReversed();

/** As a shop of a million people is to its bounds. */
const BOUNDS = { firstLook: 20, few: 50, look: 30, patience: 0 };

async function pages(filter: object, bounds = BOUNDS) {
  const [found, sizes]: [string[], number[]] = [[], []];
  for (let before: string | null = null; ; ) {
    const { customers, next } = await findCustomers(sql, filter, { before, limit: 10 }, bounds);
    found.push(...customers.map(({ id }) => id));
    sizes.push(customers.length);
    if (!next) return { found, sizes };
    before = next;
  }
}

test('a letter that everybody has is answered from the newest, page by page, and nobody is missing or there twice', async () => {
  const { found, sizes } = await pages({ q: 'u' });
  assert.deepEqual(found, newest);
  assert.deepEqual(new Set(sizes.slice(0, -1)), new Set([10]));
});

test('what few have is found by its index at once, however far back they are', async () => {
  const { found, sizes } = await pages({ q: 'rare' });
  assert.deepEqual(
    found,
    newest.filter((id) => ids.indexOf(id) % 100 === 7),
  );
  assert.deepEqual(sizes, [3]);
});

test('what many have, and none of the newest, is looked for in steps that go on from page to page', async () => {
  const { found, sizes } = await pages({ q: 'often' });
  assert.deepEqual(
    found,
    newest.filter((id) => ids.indexOf(id) < 100 && ids.indexOf(id) !== 7),
  );
  assert.equal(sizes[0], 0, 'an answer that says: further on');
  const { found: blocked } = await pages({ q: 'u', blocked: true });
  assert.deepEqual(blocked, [ids[3]]);
  const patient = await pages({ q: 'often' }, { ...BOUNDS, patience: 60_000 });
  assert.deepEqual([patient.found, patient.sizes[0]], [found, 10]);
});
