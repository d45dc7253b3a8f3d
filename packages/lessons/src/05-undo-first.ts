import { type Told as Line, tellWorld } from '@sagashop/shop-world/tell-world';
import type { Told } from './lesson.ts';
import { lesson } from './lesson.ts';
import { Hindrance } from './place.ts';
import { type Compared, planted, storyLines } from './worlds.ts';

/** Each do by its undo. */
const UNDOES = [
  ['delivery.book', 'delivery.cancel'],
  ['stock.reserve', 'stock.release'],
  ['payment.hold', 'payment.release'],
] as const;
const MOST = 500; // seeds

interface Found {
  seed: number;
  about: string;
  /** What became of both, as the participant told. */
  undo: Line;
  late: Line;
  /** What was sent and handled of the two. */
  lines: readonly Line[];
  broken: number;
}

/** What a world tells of an undo that was handled before its do had ever come. */
function overtaking(story: readonly Line[]): Pick<Found, 'about' | 'undo' | 'late' | 'lines'> | undefined {
  for (const [does, undoes] of UNDOES) {
    const handled = (command: string) =>
      story.filter(({ what, order }) => order && what.startsWith(`handles ${command} of `));
    for (const late of handled(does)) {
      const order = late.order!;
      const [undo] = handled(undoes).filter((line) => line.order === order && line.what.endsWith(': done'));
      const earlier = handled(does).find((line) => line.order === order);
      if (!undo || earlier !== late || undo.at >= late.at) continue;
      const ofBoth = ({ what }: Line) =>
        what.includes(`${does} of ${order}`) || what.includes(`${undoes} of ${order}`);
      return { about: order, undo, late, lines: story.filter(ofBoth) };
    }
  }
  return undefined;
}

/** The first world in which it happens. */
async function run(): Promise<Found> {
  for (let seed = 1; seed <= MOST; seed += 1) {
    const { story, broken } = await tellWorld({ seed });
    const found = overtaking(story);
    if (found) return { seed, ...found, broken: broken.length };
  }
  throw new Hindrance('noSeed');
}

const seed = ({ seed: value }: { seed: number }): Told => ({ key: 'inWorld', values: { seed: value } });

/** An undo arrives before what it undoes. */
export const undoFirst = lesson<Found, Compared>({
  number: 5,
  name: 'undo-first',
  where: 'world',
  patterns: ['tombstones', 'compensation-and-pivot'],
  options: ['nothing', 'ownKey'],
  optionsFor: 'off',
  right: () => 2,
  on: {
    run,
    see: (found) => [seed(found), ...storyLines(found.lines)],
    worlds: ({ seed: value }) => [{ seed: value }],
    checks: {
      undoFirst: ({ undo, late }) => ({ ok: undo.at < late.at, values: { first: undo.at, then: late.at } }),
      lateRefused: ({ late }) => ({ ok: late.what.includes('refused, undone'), values: { what: late.what } }),
      nothingLeft: ({ broken, about }) => ({ ok: broken === 0, values: { order: about } }),
    },
  },
  off: planted({
    nothing: { mistake: 'an undo that comes first leaves nothing behind', breaks: ['participant_agrees'] },
    ownKey: { mistake: 'a tombstone has a key of its own', breaks: ['participant_agrees'] },
  }),
  code: [
    { file: 'services/payment/src/domain/hold.ts', symbol: 'releaseMoney' },
    { file: 'services/delivery/src/domain/booking.ts', symbol: 'cancel' },
    { file: 'packages/chassis/src/postgres/run-again.ts', symbol: 'againWhenTaken' },
  ],
  cost: { bench: 'orders' },
});
