import { recordWorld } from '@sagashop/shop-world/record-world';
import { type EndedSaga, tellWorld } from '@sagashop/shop-world/tell-world';
import type { WorldWish } from '@sagashop/shop-world/wish';
import { lesson } from './lesson.ts';
import { Hindrance } from './place.ts';
import { type Compared, planted } from './worlds.ts';

type End = 'kept' | 'turnedBack' | 'givenBack' | 'neither';

interface Attempt {
  wish: WorldWish;
  /** After so many things had happened in the world. */
  happened: number;
  end: End;
  broken: number;
}

interface Found {
  seed: number;
  tries: Attempt[];
}

const TRIES = 20;
const MOST = 100; // seeds
const ORDER = 'order-1';

function endOf(ended: readonly EndedSaga[]): End {
  const [place, ...more] = ended;
  if (place?.ended === 'refused') return place.reason === 'cancelled_by_customer' ? 'turnedBack' : 'neither';
  if (place?.ended !== 'completed' || more.some((saga) => saga.ended !== 'completed')) return 'neither';
  return more.length > 0 ? 'givenBack' : 'kept';
}

/** A world with one order in which nothing goes wrong by itself, and nobody cancels. */
async function quietWorld() {
  for (let seed = 1; seed <= MOST; seed += 1) {
    const wish = { seed, fine: true, orders: 1 };
    const { frames, ended } = await recordWorld(wish);
    if (endOf(ended) === 'kept') return { wish, last: frames.at(-1)!.happened };
  }
  throw new Hindrance('noSeed');
}

/** The customer cancels, each time in the same world and at another moment. */
async function run(): Promise<Found> {
  const { wish, last } = await quietWorld();
  const tries: Attempt[] = [];
  for (let at = 1; at <= TRIES; at += 1) {
    const happened = Math.round((at * last) / (TRIES + 1));
    const tried: WorldWish = { ...wish, acts: [{ do: 'cancel', order: ORDER, happened }] };
    const { ended, broken } = await tellWorld(tried);
    tries.push({ wish: tried, happened, end: endOf(ended), broken: broken.length });
  }
  return { seed: wish.seed, tries };
}

const many = ({ tries }: Found, end: End) => tries.filter((one) => one.end === end).length;

/** A customer cancels at any moment of a saga. */
export const noReturn = lesson<Found, Compared>({
  number: 6,
  name: 'no-return',
  where: 'world',
  patterns: ['compensation-and-pivot', 'saga-orchestration'],
  options: [],
  right: () => 1,
  on: {
    run,
    see: ({ seed, tries }) => [
      { key: 'inWorld', values: { seed } },
      ...tries.map(({ happened, end }) => ({ key: `at-${end}`, values: { happened } })),
    ],
    // The last moment at which it was turned back, and the first at which money and goods had to come back.
    worlds: ({ tries }) =>
      [
        tries.findLast(({ end }) => end === 'turnedBack'),
        tries.find(({ end }) => end === 'givenBack'),
      ].flatMap((one) => one?.wish ?? []),
    checks: {
      before: (found) => ({ ok: many(found, 'turnedBack') > 0, values: { n: many(found, 'turnedBack') } }),
      after: (found) => ({ ok: many(found, 'givenBack') > 0, values: { n: many(found, 'givenBack') } }),
      whole: (found) => {
        const half = many(found, 'neither') + found.tries.filter(({ broken }) => broken > 0).length;
        return { ok: half === 0, values: { n: found.tries.length, half } };
      },
    },
  },
  off: planted({
    overlooks: {
      mistake: 'the pivot overlooks that a customer has cancelled',
      breaks: ['order_agrees'],
    },
  }),
  code: [
    { file: 'services/order/src/running/place-order-decisions.ts', symbol: 'placeOrderDecisions' },
    { file: 'services/order/src/cancelling/cancel-order.ts', symbol: 'cancelOrder' },
    { file: 'services/order/src/sagas/cancel-order.ts', symbol: 'cancelOrderSaga' },
  ],
  cost: { bench: 'orders' },
});
