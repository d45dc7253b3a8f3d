import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barsOf, DRAWN } from '../app/admin/bars.ts';

test('the highest value reaches the upper edge, and each day stands beside its day of the week before', () => {
  const { most, drawn } = barsOf([
    [5, 10],
    [0, 2],
  ]);
  assert.equal(most, 10);
  assert.deepEqual(
    drawn.map(({ now, before }) => [now.height, before.height]),
    [
      [DRAWN.height / 2, DRAWN.height],
      [0, DRAWN.height / 5],
    ],
  );
  for (const { now, before } of drawn) {
    assert.ok(before.x < now.x && now.x + now.width <= DRAWN.width);
    assert.equal(now.y + now.height, DRAWN.height);
  }
});

test('a week in which nothing happened has bars of no height', () => {
  const { drawn } = barsOf([[0, 0]]);
  assert.deepEqual([drawn[0]!.now.height, drawn[0]!.now.y], [0, DRAWN.height]);
});
