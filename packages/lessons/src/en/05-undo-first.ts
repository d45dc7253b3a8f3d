import type { LessonTexts } from '../lesson-texts.ts';
import { brokenWorld } from './broken-world.ts';

export const undoFirst: LessonTexts = {
  title: 'The undo that came first',
  problem: [
    'An order is turned back, and each participant that may have been asked for something is sent an undo. Messages overtake each other: the command to book a courier hangs in a broken connection, and the undo comes first. There is nothing to undo. A second later the command arrives, a courier is booked for an order that is cancelled, and nobody will ever look there again.',
    'So the undo leaves something behind: a tombstone, a row in the do’s own table under the do’s own key. Whatever their order, both meet at that row, and the primary key lets one of them be first. A do that finds a tombstone is refused.',
  ],
  question: 'The undo comes before its do. What should the participant do with it?',
  answers: [
    'Answer with an error: there is nothing to undo',
    'Do nothing, and say that it is done',
    'Write down that this do is forbidden, and say that it is done',
  ],
  because:
    'The undo is done when nothing of the do is left, now or later. To promise that for later it has to leave something behind.',
  doing:
    'Looks for a simulated world in which an undo really came first, and shows what the participant did. Below, choose which mistake is planted.',
  options: {
    nothing: 'an undo that comes first leaves nothing behind',
    ownKey: 'a tombstone has a key of its own',
  },
  says: {
    ...brokenWorld,
    inWorld: 'World {seed}',
    undoFirst: 'The undo was handled at {first} ms, its do at {then} ms',
    lateRefused: 'The participant told of the do: {what}',
    nothingLeft: 'At the end nothing is left of {order}, and no rule is broken',
  },
  off: 'The tombstone is not written, or it has a key of its own, so that do and undo never meet.',
  code: {
    releaseMoney: 'an undo that finds nothing leaves a row',
    cancel: 'the same, in delivery',
    againWhenTaken: 'both at once: the second runs again, and sees the first',
  },
  cost: 'Nothing as long as all goes well. A refused order leaves a row with each participant that it has asked; they are swept after 7 days.',
};
