import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findSeed } from '../src/find-seed.ts';
import { MISTAKE_NAMES } from '../src/mistakes.ts';
import { tellWorld } from '../src/tell-world.ts';

/** The rarest is found after one or two thousand; when something else changes, by other seeds than now. */
const MOST = 20_000;

for (const mistake of MISTAKE_NAMES) {
  test(`the simulation finds a mistake: ${mistake}`, async (t) => {
    const found = await findSeed({ mistake, most: MOST, slice: 1_000 });
    assert.ok(found, `not found in ${MOST} runs`);
    const { seed, broken, tried } = found;
    t.diagnostic(`found in run ${tried}: ${broken.says}`);
    assert.deepEqual(
      (await tellWorld({ seed, mistakes: [mistake] })).broken,
      [broken],
      'its seed shows it again',
    );
    assert.deepEqual((await tellWorld({ seed })).broken, [], 'without it, all is well');
  });
}

test('a mistake that there is not is none', async () => {
  await assert.rejects(findSeed({ mistake: 'toString' }), RangeError);
});
