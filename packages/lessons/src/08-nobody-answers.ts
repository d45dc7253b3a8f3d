import { lesson } from './lesson.ts';
import { type Compared, inManyWorlds, type ManyWorlds, planted } from './worlds.ts';

/** Participants are silent or broken: time-outs, parking, and a person who presses a button. */
export const nobodyAnswers = lesson<ManyWorlds, Compared>({
  number: 8,
  name: 'nobody-answers',
  where: 'world',
  patterns: ['saga-orchestration', 'compensation-and-pivot'],
  options: [],
  right: () => 2,
  on: inManyWorlds({
    silent: {
      of: [
        'a command is lost',
        'a connection to a participant breaks',
        'a participant dies before it has written',
      ],
      least: 50,
    },
    timedOut: { of: ['place-order ends: timed_out'], least: 10 },
    broken: { of: ['a participant answers with faults'], least: 10 },
    pressed: { of: ['an operator tries a saga again'], least: 10 },
  }),
  off: planted({
    givesUp: { mistake: 'trying again stops after the second time', breaks: ['all_ends'] },
  }),
  code: [
    { file: 'packages/saga/src/settings.ts', symbol: 'backOffBefore' },
    { file: 'packages/saga/src/moves.ts', symbol: 'turnBack' },
    { file: 'packages/saga/src/intervene.ts', symbol: 'intervene' },
  ],
  cost: { bench: 'orders' },
});
