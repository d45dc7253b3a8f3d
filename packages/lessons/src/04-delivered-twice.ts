import { lesson } from './lesson.ts';
import { type Compared, inManyWorlds, type ManyWorlds, planted } from './worlds.ts';

/** Commands arrive twice, and are done once. */
export const deliveredTwice = lesson<ManyWorlds, Compared>({
  number: 4,
  name: 'delivered-twice',
  where: 'world',
  patterns: ['idempotency'],
  options: [],
  right: () => 0,
  on: inManyWorlds({
    twice: { of: ['a message comes twice', 'a copy comes very late'], least: 50 },
    again: { of: ['a reply is lost', 'a participant dies after it has written'], least: 20 },
  }),
  off: planted({
    twice: { mistake: 'a participant does what it has done', breaks: ['nothing_twice'] },
  }),
  code: [
    { file: 'packages/chassis/src/work/participant.ts', symbol: 'participant' },
    { file: 'services/payment/src/domain/hold.ts', symbol: 'holdMoney' },
    { file: 'services/payment/src/store/holds.ts', symbol: 'lockHolds' },
  ],
  cost: { bench: 'orders' },
});
