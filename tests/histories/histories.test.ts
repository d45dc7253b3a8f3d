import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exploreHistories } from './explored.ts';
import { MISTAKES } from './mistakes.ts';

// A hundred thousand are among the long tests.
test('whatever happens to an order, in parts, again and in any order, its money and its pieces add up', () => {
  exploreHistories(2_000);
});

for (const [mistake, spoilt] of Object.entries(MISTAKES)) {
  test(`histories find a mistake: ${mistake}`, () => {
    assert.throws(() => exploreHistories(2_000, { spoilt }), /Property failed/);
  });
}
