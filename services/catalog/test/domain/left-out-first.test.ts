import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leftOutFirst } from '../../src/domain/left-out-first.ts';

const left = (search: string, weak: Record<string, number> = {}) => {
  const words = search.split(' ');
  return leftOutFirst(words, (at) => weak[words[at]!] ?? 0)
    .map((at) => words[at])
    .join(' ');
};

test('what something is for is left out first, and what shall be done with it, but not what does it', () => {
  assert.equal(left('flower vase'), 'flower vase');
  assert.equal(left('vase for flowers'), 'flowers for vase');
  assert.equal(left('чем резать хлеб'), 'хлеб чем резать');
  assert.equal(left('something to cut bread'), 'bread something to cut');
});

test('a word that was guessed, or is in no name, is left out before all others', () => {
  assert.equal(left('grate cheese', { cheese: 1 }), 'cheese grate');
  assert.equal(left('подарок мужу дома', { мужу: 2, дома: 1 }), 'мужу дома подарок');
});
