import { lesson } from './lesson.ts';
import { afford, cancel, extra, goodsFor, inStock, MOST, order, tidyUp } from './orders.ts';
import type { Place } from './place.ts';
import { type Compared, planted } from './worlds.ts';

interface Round {
  /** For so many at the most there was enough. */
  enoughFor: number;
  confirmed: number;
  soldOut: number;
  others: number;
}

interface Found {
  there: number;
  rounds: Round[];
  /** What there was after all orders had been cancelled. */
  thereAfter: number;
}

const BUYERS = 50;
const PEOPLE = 10; // who press at once; each of them in several tabs

interface Crowd {
  place: Place;
  people: readonly string[];
  product: string;
}

/** Everybody orders so many at once; all of it is cancelled when it has been counted. */
async function rush({ place, people, product }: Crowd, quantity: number, there: number): Promise<Round> {
  const answers = await Promise.all(
    Array.from({ length: BUYERS }, async (_, at) => {
      const as = people[at % PEOPLE]!;
      return { as, ...(await order(place, { product, quantity, as, lesson: 9 })) };
    }),
  );
  const bought = answers.filter(({ status }) => status === 201);
  await Promise.all(bought.map(({ as, body }) => cancel(place, body.id, as)));
  const soldOut = answers.filter(({ body }) => body?.code === 'out_of_stock').length;
  const confirmed = bought.length;
  return {
    enoughFor: Math.floor(there / quantity),
    confirmed,
    soldOut,
    others: BUYERS - confirmed - soldOut,
  };
}

async function run(place: Place): Promise<Found> {
  const people = await Promise.all(Array.from({ length: PEOPLE }, (_, at) => extra(place, `buyer-${at}`)));
  await Promise.all(people.map((as) => tidyUp(place, as)));
  const { id: product, price, there } = await goodsFor(place, people[0]!, PEOPLE);
  await Promise.all(people.map((as) => afford(place, price * MOST, as)));
  const crowd = { place, people, product };
  const all = await rush(crowd, there, there);
  const tenth = await rush(crowd, Math.floor(there / 10), there);
  return { there, rounds: [all, tenth], thereAfter: await inStock(place, product, people[0]!) };
}

const counted =
  (at: number) =>
  ({ rounds }: Found) => {
    const { enoughFor, confirmed, soldOut } = rounds[at]!;
    const ok = confirmed === enoughFor && confirmed + soldOut === BUYERS;
    return { ok, values: { confirmed, soldOut, enoughFor } };
  };

/** Fifty want what there is but once, all at the same moment. */
export const fiftyBuyers = lesson<Found, Compared>({
  number: 9,
  name: 'fifty-buyers',
  where: 'shop',
  patterns: ['self-forming-batches', 'database-per-service'],
  options: [],
  right: () => 0,
  on: {
    run,
    see: ({ there, rounds: [all, tenth] }) => [
      { key: 'all', values: { there, ...all! } },
      { key: 'tenth', values: { there, ...tenth! } },
    ],
    checks: {
      one: counted(0),
      ten: counted(1),
      back: ({ there, thereAfter }) => ({ ok: there === thereAfter, values: { there, thereAfter } }),
    },
  },
  off: planted({
    stale: {
      mistake: 'a participant reads, and writes what it makes of that later',
      breaks: ['sums_agree', 'nothing_lost'],
    },
  }),
  code: [
    { file: 'services/stock/src/domain/reservation.ts', symbol: 'reserve' },
    { file: 'services/stock/src/store/goods.ts', symbol: 'lockGoods' },
    { file: 'packages/chassis/src/work/batch.ts', symbol: 'batcher' },
  ],
  cost: { bench: 'hot' },
});
