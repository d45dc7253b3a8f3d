import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { hiddenMistake } from '../src/hidden-mistake.ts';
import { MISTAKE_NAMES } from '../src/mistakes.ts';
import type { WorldWish } from '../src/wish.ts';
import { type LinkedWorld, linkTo, slugOf, worldAt } from '../src/wish-text.ts';

test('an address leads back to the very world that it was made of', () => {
  const wish: WorldWish = {
    seed: 7,
    mistakes: [...MISTAKE_NAMES],
    acts: [
      { do: 'lose', message: 3, happened: 12 },
      { do: 'crash', process: 'runner-a', happened: 12 },
      { do: 'turn-back', saga: 'refund cause 1 of order-2', happened: 40 },
      { do: 'cancel', order: 'order-1', happened: 41 },
    ],
    fine: true,
    orders: 20,
    batches: false,
  };
  for (const linked of [
    { wish, place: 31 },
    { wish: { seed: 0 }, place: 0 },
  ] satisfies LinkedWorld[]) {
    assert.deepEqual(worldAt(linkTo(linked), 1), linked);
  }
  assert.equal(linkTo({ wish: { seed: 5, mistakes: [MISTAKE_NAMES[1]!] }, place: 0 }).length < 100, true);
  assert.equal(new Set(MISTAKE_NAMES.map(slugOf)).size, MISTAKE_NAMES.length);
});

test('a hidden mistake is planted and not named in the address; each can be hidden', () => {
  const linked = worldAt('seed=9&hidden=12', 1)!;
  assert.deepEqual(linked.wish.mistakes, [hiddenMistake(12)]);
  assert.equal(linkTo(linked), 'seed=9&hidden=12');
  const drawn = new Set(Array.from({ length: 1_000 }, (_, number) => hiddenMistake(number)));
  assert.equal(drawn.size, MISTAKE_NAMES.length);
});

test('an address that leads to no world is none, whatever stands in it', () => {
  for (const query of [
    'seed=-1',
    'seed=seven',
    'seed=1e3',
    'seed=99999999999999999999',
    'mistakes=nonsense',
    'mistakes=__proto__',
    'orders=61',
    'orders=0',
    'hidden=1000000',
    'acts=lose',
    'acts=1.explode.3',
    'acts=1.lose.x',
    'acts=5.lose.1_4.lose.2',
    `acts=${Array(61).fill('1.lose.1').join('_')}`,
    `seed=1&junk=${'x'.repeat(4_000)}`,
  ]) {
    assert.equal(worldAt(query, 1), undefined, query.slice(0, 60));
  }
  assert.deepEqual(worldAt('', 4), { wish: { seed: 4 }, place: 0 });
  assert.deepEqual(worldAt('seed=&mistakes=&acts=&at=&lang=ru', 4), { wish: { seed: 4 }, place: 0 });
  fc.assert(fc.property(fc.string({ maxLength: 200 }), (query) => void worldAt(query, 1)));
});
