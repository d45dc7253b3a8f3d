import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openDatabase } from './database.ts';

const EXAMPLE = new URL('../examples/book-trip.ts', import.meta.url);
const page = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const blocks = (kind: string) =>
  Array.from(page.matchAll(new RegExp(`^\`\`\`${kind}\\n(.*?)^\`\`\`$`, 'gms')), ([, text]) => text!);

/** What the example says, as a program of its own. */
async function said(more: NodeJS.ProcessEnv = {}): Promise<string> {
  const { DATABASE_URL: _, ...env } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(EXAMPLE)], {
    env: { ...env, ...more },
  });
  return stdout;
}

test('the quickstart of the README says of its example what is there', () => {
  const example = readFileSync(EXAMPLE, 'utf8');
  assert.equal(blocks('ts').length, 3);
  for (const block of blocks('ts')) assert.ok(example.includes(block), block);
  assert.ok(example.split('\n').length <= 100);
});

test('the example runs in memory, and says what the README shows', async () => {
  assert.deepEqual([await said()], blocks('text'));
});

test('the example runs on PostgreSQL, again too, and leaves no saga unfinished', async (t) => {
  const { sql, url, close } = await openDatabase();
  t.after(close);
  await sql`drop table sagas, runners`;
  for (const _ of [1, 2]) assert.deepEqual([await said({ DATABASE_URL: url })], blocks('text'));
  const ended = await sql`select outcome, count(*)::int from sagas group by outcome order by outcome`;
  assert.deepEqual(
    ended.map(({ outcome, count }) => [outcome, count]),
    [
      ['completed', 2],
      ['refused', 2],
    ],
  );
});
