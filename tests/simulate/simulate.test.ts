import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Line, simulate } from '@sagashop/saga/simulate/simulate';
import { shop } from '@sagashop/shop-world/shop';
import { testWorlds } from './explored.ts';

// Five times as many, of other seeds, are among the long tests.
testWorlds({ first: 1, runs: 2500, parts: 1 });

test('simulated: a seed is the same run each time, event for event', async () => {
  const story = async (seed: number) => {
    const lines: Line[] = [];
    const outcome = await simulate(shop, seed, { listen: (line) => lines.push(line) });
    return { lines, outcome };
  };
  for (const seed of [7, 77, 777]) assert.deepEqual(await story(seed), await story(seed));
  assert.notDeepEqual((await story(7)).lines, (await story(8)).lines);
});
