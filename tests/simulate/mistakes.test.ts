import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explore } from '../../packages/saga/src/simulate/explore.ts';
import { simulate } from '../../packages/saga/src/simulate/simulate.ts';
import { MISTAKES } from './mistakes.ts';
import { shop } from './shop.ts';

/** The rarest is found after one or two thousand; when something else changes, by other seeds than now. */
const RUNS = 20_000;

for (const [name, { parts = {}, world = {} }] of Object.entries(MISTAKES)) {
  test(`the simulation finds a mistake: ${name}`, async (t) => {
    const place = { ...shop, ...world };
    const { runs, broken } = await explore(place, { first: 1, runs: RUNS }, { parts });
    assert.ok(broken, `not found in ${RUNS} runs`);
    t.diagnostic(`found in run ${runs}: ${broken.failure}`);
    const again = await simulate(place, broken.seed, { parts });
    assert.equal(again.failure, broken.failure, 'its seed shows it again');
    assert.equal((await simulate(shop, broken.seed)).failure, undefined, 'without it, all is well');
  });
}
