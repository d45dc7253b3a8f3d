import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSamples } from '../src/samples.ts';
import { addSpreads, BEYOND, msAt, quantile, spreadSince } from '../src/spread.ts';

test('a quantile lies on a straight line between the bounds of its bucket', () => {
  const buckets = [
    [0.01, 0],
    [0.02, 100],
    [Number.POSITIVE_INFINITY, 110],
  ] as const;
  assert.equal(Math.round(quantile(0.5, buckets)! * 100) / 100, 15.5);
  assert.equal(quantile(0.99, buckets), 20);
  assert.equal(quantile(0.5, [[1, 0]]), null);
});

test('a page is read whatever stands in its labels', () => {
  assert.deepEqual(parseSamples('# HELP x y\nx{a="b,}\\"c",d=""} 1.5\nnonsense here\nx_sum 3e-7'), [
    { name: 'x', labels: { a: 'b,}\\"c', d: '' }, value: 1.5 },
    { name: 'x_sum', labels: {}, value: 3e-7 },
  ]);
});

test('histograms of several processes are one, and only what came since is in it', () => {
  const one = [
    [0.01, 5],
    [BEYOND, 6],
  ] as [number, number][];
  const other = [
    [0.01, 1],
    [0.1, 9],
    [BEYOND, 9],
  ] as [number, number][];
  assert.deepEqual(addSpreads([one, []]), one);
  assert.deepEqual(
    spreadSince(other, [
      [0.01, 1],
      [0.1, 5],
      [BEYOND, 5],
    ]),
    [
      [0.01, 0],
      [0.1, 4],
      [BEYOND, 4],
    ],
  );
  assert.equal(
    msAt(0.99, [
      [0.01, 0],
      [BEYOND, 3],
    ]),
    10,
    'the last bound, of what is beyond it',
  );
  assert.equal(msAt(0.5, []), null);
});
