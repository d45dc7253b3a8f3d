import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Act } from '@sagashop/saga/simulate/meddle';
import { randomFrom } from '@sagashop/saga/simulate/random';
import { openWorld } from '../src/open-world.ts';
import { type Frame, recordWorld } from '../src/record-world.ts';
import { tellWorld } from '../src/tell-world.ts';
import type { Meddling } from '../src/wish.ts';

const DOS = ['lose', 'twice', 'later', 'first'] as const;

/** What somebody could press at this moment. */
function pressable({ messages, processes, sagas }: Frame): Act[] {
  return [
    ...messages.flatMap(({ number: message }) => DOS.map((each): Act => ({ do: each, message }))),
    ...processes.map(({ name: process }): Act => ({ do: 'crash', process })),
    ...processes.flatMap(({ name: process, kind }): Act[] =>
      kind === 'runner'
        ? [
            { do: 'freeze', process },
            { do: 'stop', process },
          ]
        : [],
    ),
    ...sagas.flatMap(({ saga }): Act[] => [
      { do: 'retry', saga },
      { do: 'turn-back', saga },
    ]),
    ...sagas.map(({ order }): Act => ({ do: 'cancel', order })),
  ];
}

test('a recording is the story as it is told, moment by moment', async () => {
  const { frames, story } = await recordWorld({ seed: 7 });
  const told = await tellWorld({ seed: 7 });
  assert.deepEqual(story, told.story);
  assert.equal(frames.at(-1)!.lines, story.length);
  for (const [place, { at, lines, happened }] of frames.entries()) {
    const before = frames[place - 1];
    if (before) assert.ok(at >= before.at && lines >= before.lines && happened > before.happened);
  }
  assert.ok(frames.some(({ messages }) => messages.length > 1));
});

test('one goes forward and back; what is done changes what comes after it, and nothing before', async () => {
  const world = await openWorld({ seed: 3, fine: true });
  while (world.frame.messages.length === 0) world.step();
  const { place, recorded } = world;
  const [message, ...others] = world.frame.messages;
  assert.equal(await world.act({ do: 'lose', message: message!.number }), true);
  assert.equal(world.place, place);
  assert.deepEqual(world.recorded.frames.slice(0, place), recorded.frames.slice(0, place));
  assert.match(world.recorded.story[world.frame.lines - 1]!.what, /^loses payment\.\w+ of order-\d \(1\)$/);
  assert.equal(world.frame.messages.length, others.length);
  assert.deepEqual(world.recorded.broken, []);
  assert.equal(world.step(-1_000_000).happened, 0);
  assert.equal(world.step(1_000_000), world.recorded.frames.at(-1));
});

test('what is not possible at a moment is said, and changes nothing', async () => {
  const world = await openWorld({ seed: 3, fine: true });
  const { recorded } = world;
  for (const act of [
    { do: 'lose', message: 1 },
    { do: 'crash', process: 'nobody' },
    { do: 'freeze', process: 'payment' },
    { do: 'retry', saga: 'place-1' },
    { do: 'cancel', order: 'order-9' },
  ] as const) {
    assert.equal(await world.act(act), false, JSON.stringify(act));
  }
  assert.equal(world.recorded, recorded);
});

test('whatever anybody presses, at any moment, every order ends whole or not at all', async () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = randomFrom(seed);
    const acts: Meddling[] = [];
    let { frames } = await recordWorld({ seed, fine: seed % 3 === 0 });
    for (let from = 0; acts.length < 6; ) {
      from += random.below(12);
      const frame = frames[from];
      if (!frame) break;
      const all = pressable(frame);
      acts.push({ ...all[random.below(all.length)]!, happened: frame.happened });
      const recorded = await recordWorld({ seed, fine: seed % 3 === 0, acts });
      const pressed = acts.map((act) => JSON.stringify(act)).join(' ');
      assert.deepEqual(recorded.broken, [], `seed ${seed}: ${pressed}`);
      frames = recorded.frames;
    }
  }
});
