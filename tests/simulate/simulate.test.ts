import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explore } from '../../packages/saga/src/simulate/explore.ts';
import { type Line, simulate } from '../../packages/saga/src/simulate/simulate.ts';
import { FAULTS } from '../../packages/saga/src/simulate/weather.ts';
import { shop } from './shop.ts';

const RUNS = 20_000;
const PARTS = 8;
const EACH = RUNS / PARTS;
/** What happens in fewer runs of each part than this is hardly simulated. */
const LEAST = 10;
const HAPPENS = [
  ...FAULTS,
  ...[
    'completed',
    'insufficient_funds',
    'out_of_stock',
    'no_courier',
    'timed_out',
    'cancelled_by_customer',
  ].map((end) => `place-order ends: ${end}`),
  ...['stopped', 'died', 'frozen', 'ownerless'].map((cause) => `a saga is taken over: ${cause}`),
  'cancel-order ends: completed',
  'a parked saga is retried',
];

for (let part = 0; part < PARTS; part++) {
  const first = 1 + part * EACH;
  test(`simulated: every order ends whole or not at all, seeds ${first} to ${first + EACH - 1}`, async () => {
    const { runs, seen, broken } = await explore(shop, { first, runs: EACH });
    assert.equal(broken?.failure, undefined, `npm run simulate -- --seed ${broken?.seed}`);
    assert.equal(runs, EACH);
    const seldom = HAPPENS.filter((what) => (seen.get(what) ?? 0) < LEAST);
    assert.deepEqual(seldom, [], 'all of this happens');
  });
}

test('simulated: a seed is the same run each time, event for event', async () => {
  const story = async (seed: number) => {
    const lines: Line[] = [];
    const outcome = await simulate(shop, seed, { listen: (line) => lines.push(line) });
    return { lines, outcome };
  };
  for (const seed of [7, 77, 777]) assert.deepEqual(await story(seed), await story(seed));
  assert.notDeepEqual((await story(7)).lines, (await story(8)).lines);
});
