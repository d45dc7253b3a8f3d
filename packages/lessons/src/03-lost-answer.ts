import { must, type Read } from './ask.ts';
import { lesson } from './lesson.ts';
import { cancel, goods, order, tidyUp, topUp } from './orders.ts';
import { Hindrance, type Place } from './place.ts';

interface Found {
  order: string;
  orders: number;
  first: Read;
  again: Read;
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

/** The first answer is thrown away as if it were lost; the same is asked again, and then something else under the same key. */
async function run(place: Place): Promise<Found> {
  const { product } = await prepared(place, 1);
  const key = crypto.randomUUID();
  const wish = { product, key, lesson: 3 };
  const first = await order(place, wish);
  const id = String(first.body?.id ?? '');
  if (first.status !== 201) throw new Hindrance('refused', first.body?.code);
  try {
    const again = await order(place, wish);
    const otherBody = await order(place, { ...wish, quantity: 2 });
    const { items } = await must(place, 'GET', `/orders?key=${key}`);
    return { order: id, orders: items.length, first, again, otherBody };
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
      { key: 'lost', values: { status: first.status } },
      { key: 'again', values: { status: again.status, number: again.body?.number ?? '' } },
      { key: 'other', values: { status: otherBody.status, code: otherBody.body?.code ?? '' } },
    ],
    checks: {
      oneOrder: ({ orders }) => ({ ok: orders === 1, values: { n: orders } }),
      sameBytes: ({ first, again }) => ({ ok: first.text === again.text, values: { n: again.text.length } }),
      marked: ({ again, first }) => ({ ok: again.replayed && !first.replayed }),
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
