import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { capacityTables } from '../capacity.ts';

test('docs/capacity.md has the tables that the kept results give', () => {
  const page = readFileSync(new URL('../../docs/capacity.md', import.meta.url), 'utf8');
  for (const [name, table] of Object.entries(capacityTables()))
    assert.ok(page.includes(table), `${name} differs: node bench/capacity.ts prints it`);
});

test('the stages are reckoned: orders a second by milliseconds by the used part of a core', () => {
  const { needs } = capacityTables();
  const [, rate, ms, cores] =
    /\*\*1,000,000\*\* \| [\d,]+ \| ([\d,]+) × ([\d.]+) ms ÷ 0\.7 = \*\*(\d+)\*\*/.exec(needs)!;
  assert.equal(Math.round((Number(rate!.replace(',', '')) * Number(ms)) / 1000 / 0.7), Number(cores));
});
