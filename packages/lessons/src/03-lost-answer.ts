import { must, type Read } from './ask.ts';
import { begin, end, hitsOf } from './faults.ts';
import { lesson } from './lesson.ts';
import { cancel, goods, type OrderWish, order, sendOrder, tidyUp, topUp } from './orders.ts';
import { Hindrance, type Place } from './place.ts';

/** How an answer was lost: cut off by the laboratory so often, or thrown away where there is none. */
interface Lost {
  hits: number;
  arrived: boolean;
}

interface Found {
  order: string;
  orders: number;
  /** What the client has of the first answer: nothing. */
  first: Lost;
  again: Read;
  /** The same asked once more. */
  third: Read;
  otherBody: Read;
}

interface Off {
  orders: string[];
  paid: number;
  price: number;
  /** What the account has after both were cancelled, less what it had before. */
  gone: number;
}

async function prepared(place: Place, times: number) {
  await tidyUp(place);
  const { id, price } = await goods(place);
  await topUp(place, price * times);
  return { product: id, price };
}

/**
 * The first answer is cut off by the laboratory, which happens to this learner alone; where there is none, the client
 * throws it away.
 */
async function lost(place: Place, wish: OrderWish & { key: string }): Promise<Lost> {
  const fault = await begin(place, { ...ANSWER, nth: 1, seconds: 20 }).catch(unlessNoLab);
  try {
    const answer = await sendOrder(place, wish).catch(unlessLost);
    if (fault === undefined) return { hits: 0, arrived: false };
    // A gateway that is another process says 503 when it was cut off.
    return { hits: await hitsOf(place, fault), arrived: answer !== undefined && answer.status !== 503 };
  } finally {
    if (fault !== undefined) await end(place, fault);
  }
}

const ANSWER = { fault: 'answer_lost', command: 'POST /api/orders' };

const unless = (key: string) => (error: unknown) => {
  if (error instanceof Hindrance && error.key === key) return undefined;
  throw error;
};
const unlessNoLab = unless('noLab');
const unlessLost = unless('noAnswer');

/** The first answer is lost; the same is asked again, and then something else under the same key. */
async function run(place: Place): Promise<Found> {
  const { product } = await prepared(place, 1);
  const key = crypto.randomUUID();
  const wish = { product, key, lesson: 3 };
  const first = await lost(place, wish);
  const again = await order(place, wish);
  const id = String(again.body?.id ?? '');
  if (again.status !== 201) throw new Hindrance('refused', again.body?.code ?? '');
  try {
    const third = await order(place, wish);
    const otherBody = await order(place, { ...wish, quantity: 2 });
    const { items } = await must(place, 'GET', `/orders?key=${key}`);
    return { order: id, orders: items.length, first, again, third, otherBody };
  } finally {
    await cancel(place, id);
  }
}

const balance = async (place: Place): Promise<number> =>
  (await must(place, 'GET', '/account')).balance.amount;

/** The same client, which takes a new key each time that it asks. */
async function runWithout(place: Place): Promise<Off> {
  const { product, price } = await prepared(place, 2);
  const before = await balance(place);
  const answers = [await order(place, { product, lesson: 3 }), await order(place, { product, lesson: 3 })];
  const orders = answers.flatMap(({ status, body }) => (status === 201 ? [String(body.id)] : []));
  const paid = before - (await balance(place));
  for (const id of orders) await cancel(place, id);
  return { orders, paid, price, gone: before - (await balance(place)) };
}

/** An answer is lost on its way, and the request is sent again under its key. */
export const lostAnswer = lesson<Found, Off>({
  number: 3,
  name: 'lost-answer',
  where: 'shop',
  patterns: ['idempotency'],
  options: [],
  right: () => 1,
  on: {
    run,
    see: ({ first, again, otherBody }) => [
      { key: first.hits > 0 ? 'cut' : 'thrownAway', values: {} },
      { key: 'again', values: { status: again.status, number: again.body?.number ?? '' } },
      { key: 'other', values: { status: otherBody.status, code: otherBody.body?.code ?? '' } },
    ],
    checks: {
      lost: ({ first }) => ({ ok: !first.arrived, values: { n: first.hits } }),
      oneOrder: ({ orders }) => ({ ok: orders === 1, values: { n: orders } }),
      sameBytes: ({ again, third }) => ({ ok: third.text === again.text, values: { n: again.text.length } }),
      marked: ({ again, third }) => ({ ok: again.replayed && third.replayed }),
      otherRefused: ({ otherBody: { status, body } }) => ({
        ok: status === 422 && body?.code === 'idempotency_key_reused',
        values: { status, code: body?.code ?? '' },
      }),
    },
  },
  off: {
    run: runWithout,
    see: ({ orders, paid }) => [{ key: 'twice', values: { n: orders.length, paid: paid / 100 } }],
    checks: {
      twoOrders: ({ orders }) => ({ ok: new Set(orders).size === 2, values: { n: orders.length } }),
      paidTwice: ({ paid, price }) => ({
        ok: paid === 2 * price,
        values: { paid: paid / 100, price: price / 100 },
      }),
      givenBack: ({ gone }) => ({ ok: gone === 0, values: { gone } }),
    },
  },
  code: [
    { file: 'packages/chassis/src/guards/idempotency.ts', symbol: 'claimKeys' },
    { file: 'packages/chassis/src/guards/idempotency.ts', symbol: 'assertReplayable' },
    { file: 'services/order/src/http/place.ts', symbol: 'placeRoute' },
  ],
  cost: { bench: 'orders' },
});
