import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { explore } from '../../packages/saga/src/simulate/explore.ts';
import { type Line, simulate } from '../../packages/saga/src/simulate/simulate.ts';
import { FAULTS, type Fault } from '../../packages/saga/src/simulate/weather.ts';
import { shop } from './shop.ts';

const RUNS = 20_000;
const PARTS = 4;
const EACH = RUNS / PARTS;
/** A fault that strikes in fewer runs of each part than this is hardly simulated. */
const LEAST = 50;

describe('The shop, simulated:', () => {
  for (let part = 0; part < PARTS; part++) {
    const first = 1 + part * EACH;
    test(`every order ends whole or not at all, seeds ${first} to ${first + EACH - 1}`, async () => {
      const { runs, met, broken } = await explore(shop, { first, runs: EACH });
      assert.equal(broken?.failure, undefined, `npm run simulate -- --seed ${broken?.seed}`);
      assert.equal(runs, EACH);
      const seldom = FAULTS.filter((fault: Fault) => (met.get(fault) ?? 0) < LEAST);
      assert.deepEqual(seldom, [], 'every fault strikes');
    });
  }

  test('a seed is the same run each time, event for event', async () => {
    const story = async (seed: number) => {
      const lines: Line[] = [];
      const outcome = await simulate(shop, seed, { listen: (line) => lines.push(line) });
      return { lines, outcome };
    };
    for (const seed of [7, 77, 777]) assert.deepEqual(await story(seed), await story(seed));
    assert.notDeepEqual((await story(7)).lines, (await story(8)).lines);
  });
});
