import assert from 'node:assert/strict';
import { test } from 'node:test';
import { simulate } from '@sagashop/saga/simulate/simulate';
import { FAULTS } from '@sagashop/saga/simulate/weather';
import { findSeed } from '../src/find-seed.ts';
import { MISTAKE_NAMES } from '../src/mistakes.ts';
import { shop } from '../src/shop.ts';
import { tellWorld } from '../src/tell-world.ts';
import { MOST_SEED } from '../src/wish.ts';

test('a world is told as the simulation tells it, line by line, and has the same hash each time', async () => {
  for (const seed of [0, 7, 77, MOST_SEED]) {
    const lines: object[] = [];
    await simulate(shop, seed, { listen: (line) => lines.push(line) });
    const told = await tellWorld({ seed });
    assert.deepEqual(
      told.story.map(({ at, who, what }) => ({ at, who, what })),
      lines,
    );
    assert.equal((await tellWorld({ seed })).hash, told.hash);
  }
  assert.notEqual((await tellWorld({ seed: 7 })).hash, (await tellWorld({ seed: 8 })).hash);
});

test('how each saga has ended is told, and lines say which order they are about', async () => {
  const { ended, story, broken } = await tellWorld({ seed: 7, fine: true });
  assert.deepEqual(broken, []);
  assert.ok(ended.length > 0 && ended.every(({ ended }) => ended === 'completed' || ended === 'refused'));
  assert.ok(story.some(({ order }) => order === 'order-1'));
});

test('a broken rule has its name, its order and a sentence', async () => {
  const mistake = 'one undo is enough';
  const { seed, broken: first } = (await findSeed({ mistake }))!;
  const { broken } = await tellWorld({ seed, mistakes: [mistake] });
  assert.deepEqual(broken, [first]);
  assert.equal(first.invariant, 'participant_agrees');
  assert.match(first.says, /^\w+ ends with 'held' for order-\d, where it must be 'nothing'$/);
  assert.ok(first.says.includes(`for ${first.order},`));
});

test('in fine weather nothing goes wrong, whatever the seed', async () => {
  for (let seed = 1; seed <= 50; seed++) {
    const { seen, broken } = await tellWorld({ seed, fine: true });
    assert.deepEqual(broken, []);
    assert.deepEqual(
      FAULTS.filter((fault) => seen[fault]),
      [],
      `seed ${seed}`,
    );
  }
});

test('all mistakes at once are still a world, and a broken one', async () => {
  const { broken } = await tellWorld({ seed: 2, mistakes: MISTAKE_NAMES });
  assert.equal(broken.length, 1);
});

test('without batches each command is a transaction of its own; with them many share one', async () => {
  const wish = { seed: 7, fine: true, orders: 60 };
  const [together, alone] = [await tellWorld(wish), await tellWorld({ ...wish, batches: false })];
  assert.deepEqual([together.broken, alone.broken], [[], []]);
  assert.equal(alone.written.batches, alone.written.commands);
  assert.ok(together.written.batches * 2 < alone.written.batches);
});

test('a world that there cannot be is refused, and nothing is run', async () => {
  for (const wish of [
    { seed: -1 },
    { seed: 1.5 },
    { seed: Number.NaN },
    { seed: MOST_SEED + 1 },
    { seed: 1, mistakes: ['nonsense'] },
    { seed: 1, mistakes: ['constructor'] },
    { seed: 1, orders: 0 },
    { seed: 1, orders: 61 },
    { seed: 1, acts: Array.from({ length: 61 }, () => ({ do: 'lose', message: 1, happened: 1 }) as const) },
  ]) {
    await assert.rejects(tellWorld(wish), RangeError, JSON.stringify(wish).slice(0, 60));
  }
});
