import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splits } from '../../src/domain/splits.ts';

test('a word is split where neither part is too short, in the middle first', () => {
  assert.deepEqual(splits('teapots'), [
    ['tea', 'pots'],
    ['teap', 'ots'],
  ]);
  assert.ok(splits('fountainpen').some(([one, other]) => one === 'fountain' && other === 'pen'));
  assert.deepEqual(splits('teas'), []);
  assert.deepEqual(splits('a'.repeat(40)), []);
});

test('a number is split from its unit, and what is no word is not split', () => {
  assert.deepEqual(splits('26cm'), [['26', 'cm']]);
  assert.deepEqual(splits('5л'), [['5', 'л']]);
  assert.deepEqual(splits('lx200abc'), []);
  assert.deepEqual(splits('123456'), []);
});
