import { lesson } from './lesson.ts';
import { type Compared, inManyWorlds, type ManyWorlds, planted } from './worlds.ts';

/** A runner dies with its sagas under way, and another goes on with them. */
export const killNine = lesson<ManyWorlds, Compared>({
  number: 7,
  name: 'kill-nine',
  where: 'world',
  patterns: ['leases-and-fencing', 'deterministic-simulation'],
  options: ['noVersion', 'zombie'],
  optionsFor: 'off',
  right: () => 1,
  on: inManyWorlds({
    died: {
      of: [
        'a runner dies',
        'a runner dies before it sends',
        'a runner dies before it writes',
        'a runner dies after it has written',
      ],
      least: 50,
    },
    frozen: {
      of: [
        'a runner freezes',
        'a runner freezes before it sends',
        'a runner freezes before it writes',
        'a runner freezes after it has written',
      ],
      least: 50,
    },
    takenOver: { of: ['a saga is taken over: died', 'a saga is taken over: frozen'], least: 50 },
    fenced: { of: ['a runner learns that its saga is not its own any more'], least: 20 },
  }),
  off: planted({
    noVersion: { mistake: 'no version is checked', breaks: ['ended_stays_ended'] },
    zombie: {
      mistake: 'a zombie does not believe that its saga is lost',
      breaks: ['all_ends', 'saved_before_sent'],
    },
  }),
  code: [
    { file: 'packages/saga/src/claim-postgres.ts', symbol: 'claim' },
    { file: 'packages/saga/src/saves-postgres.ts', symbol: 'lockSagas' },
    { file: 'packages/saga/src/membership.ts', symbol: 'membership' },
  ],
  cost: { bench: 'orders' },
});
