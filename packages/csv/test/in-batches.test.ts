import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inBatches } from '../src/in-batches.ts';

async function* numbers(count: number) {
  for (let n = 1; n <= count; n++) yield n;
}

for (const [count, sizes] of [
  [0, []],
  [3, [3]],
  [6, [3, 3]],
  [7, [3, 3, 1]],
] as const)
  test(`${count} rows are taken three at a time, in their order, and none of no rows`, async () => {
    const taken: number[] = [];
    const rows = inBatches(numbers(count), 3, async (some) => {
      taken.push(some.length);
      return some.filter((n) => n !== 2);
    });
    const expected = Array.from({ length: count }, (_, at) => at + 1).filter((n) => n !== 2);
    const found: number[] = [];
    for await (const row of rows) found.push(row);
    assert.deepEqual(found, expected);
    assert.deepEqual(taken, sizes);
  });
