import assert from 'node:assert/strict';
import { test } from 'node:test';
import { progressText, readProgress } from '../src/progress.ts';

test('progress is a short text, in order and without repetitions', () => {
  assert.equal(progressText([9, 1, 3, 1]), '1-3-9');
  assert.deepEqual(readProgress(' 1-3-9\n'), [1, 3, 9]);
  assert.deepEqual(readProgress(''), []);
});

test('what is no progress is refused', () => {
  for (const text of [
    '13',
    '0',
    '1,2',
    '1-',
    'one',
    '-1',
    '1--2',
    '1'.repeat(101),
    '99-1',
    '1-'.repeat(9999),
  ]) {
    assert.equal(readProgress(text), undefined, text);
  }
});
