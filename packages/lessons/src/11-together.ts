import { type ToldWorld, tellWorld } from '@sagashop/shop-world/tell-world';
import { lesson } from './lesson.ts';
import { afford, cancel, extra, goodsFor, order, tidyUp } from './orders.ts';
import { Hindrance, type Place } from './place.ts';

interface Round {
  orders: number;
  confirmed: number;
  commits: number;
}

interface Found {
  alone: Round;
  together: Round;
}

interface Off {
  seed: number;
  batches: ToldWorld;
  single: ToldWorld;
}

const ALONE = 8;
const TOGETHER = 48;
const PEOPLE = 8;
const SEED = 3;
const FEWER = 3; // times
/** Where an order's transactions are counted; a batch is a transaction. */
const BATCHES = [
  'order.start',
  'order.saves',
  'payment.commands',
  'stock.commands',
  'delivery.commands',
  'notify.commands',
];

/** What each batch had in it: their number is that of the transactions. */
const ITEMS = 'sagashop_batch_items';

/** How many transactions there have been so far. Throws a Hindrance where nobody tells. */
async function commits(place: Place): Promise<number> {
  const { status, text } = await place.send('GET', '/metrics', {});
  const counts = BATCHES.map((batch) => {
    const line = text
      .split('\n')
      .find((one) => one.startsWith(`${ITEMS}_count{`) && one.includes(`"${batch}"`));
    return line === undefined ? Number.NaN : Number(line.split(' ').at(-1));
  });
  const sum = counts.reduce((all, one) => all + one, 0);
  if (status !== 200 || Number.isNaN(sum)) throw new Hindrance('noMetrics');
  return sum;
}

interface Crowd {
  place: Place;
  people: readonly string[];
  product: string;
}

/** So many orders, all at once or one after the other; they are cancelled when what they took has been counted. */
async function round({ place, people, product }: Crowd, orders: number, atOnce: boolean): Promise<Round> {
  const one = async (at: number) => {
    const as = people[at % people.length]!;
    return { as, ...(await order(place, { product, as, lesson: 11 })) };
  };
  const before = await commits(place);
  const answers: Awaited<ReturnType<typeof one>>[] = [];
  if (atOnce) answers.push(...(await Promise.all(Array.from({ length: orders }, (_, at) => one(at)))));
  else for (let at = 0; at < orders; at += 1) answers.push(await one(at));
  const found = answers.filter(({ status }) => status === 201);
  const taken = (await commits(place)) - before;
  await Promise.all(found.map(({ as, body }) => cancel(place, body.id, as)));
  return { orders, confirmed: found.length, commits: taken };
}

async function run(place: Place): Promise<Found> {
  const people = await Promise.all(Array.from({ length: PEOPLE }, (_, at) => extra(place, `buyer-${at}`)));
  for (const as of people) await tidyUp(place, as);
  const { id: product, price } = await goodsFor(place, people[0]!, TOGETHER);
  for (const as of people) await afford(place, price * TOGETHER, as);
  const crowd = { place, people, product };
  return { alone: await round(crowd, ALONE, false), together: await round(crowd, TOGETHER, true) };
}

/** The same orders in a simulated world, with batches and without. */
async function runWithout(): Promise<Off> {
  const wish = { seed: SEED, fine: true, orders: TOGETHER };
  return { seed: SEED, batches: await tellWorld(wish), single: await tellWorld({ ...wish, batches: false }) };
}

const perOrder = ({ commits: taken, orders }: Round) => Math.round((taken / orders) * 100) / 100;

/** Those who wait share a transaction. */
export const together = lesson<Found, Off>({
  number: 11,
  name: 'together',
  where: 'shop',
  patterns: ['self-forming-batches', 'load-shedding'],
  options: [],
  right: () => 2,
  on: {
    run,
    see: ({ alone, together: many }) =>
      [alone, many].map((one, at) => ({
        key: at === 0 ? 'alone' : 'atOnce',
        values: { orders: one.orders, commits: one.commits, each: perOrder(one) },
      })),
    checks: {
      allConfirmed: ({ alone, together: many }) => ({
        ok: alone.confirmed === ALONE && many.confirmed === TOGETHER,
        values: { n: alone.confirmed + many.confirmed },
      }),
      fewer: ({ alone, together: many }) => ({
        ok: perOrder(alone) >= FEWER * perOrder(many),
        values: { alone: perOrder(alone), together: perOrder(many) },
      }),
    },
  },
  off: {
    run: runWithout,
    see: ({ seed, batches, single }) => [
      { key: 'inWorld', values: { seed, orders: TOGETHER } },
      { key: 'withBatches', values: batches.written },
      { key: 'withoutBatches', values: single.written },
    ],
    checks: {
      oneEach: ({ single: { written } }) => ({
        ok: written.batches === written.commands,
        values: { n: written.batches },
      }),
      more: ({ batches, single }) => ({
        ok: single.written.batches > 2 * batches.written.batches,
        values: { single: single.written.batches, batches: batches.written.batches },
      }),
      sameEnd: ({ batches, single }) => ({ ok: batches.broken.length + single.broken.length === 0 }),
    },
  },
  code: [
    { file: 'packages/chassis/src/work/batch.ts', symbol: 'batcher' },
    { file: 'services/order/src/running/load-shedder.ts', symbol: 'loadShedder' },
    { file: 'packages/saga/src/saves-postgres.ts', symbol: 'writeSagas' },
  ],
  cost: { bench: 'orders,naive' },
});
