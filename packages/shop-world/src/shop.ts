import {
  cancelOrderSaga,
  cancelPartSaga,
  moveShipmentSaga,
  noteReturnSaga,
  noteShipmentSaga,
  type PlaceOrder,
  placeOrderSaga,
  receiveReturnSaga,
  refundOrderSaga,
  returnShipmentSaga,
  tellWithdrawalSaga,
} from '@sagashop/order/simulated';
import type { Random } from '@sagashop/saga/simulate/random';
import type { OrderPlan, Scene, Wish, World } from '@sagashop/saga/simulate/world';
import { livesOf } from './lives-of.ts';
import { NOTHING_YET } from './order-rows.ts';
import { decisions, type Row, wanting } from './orders.ts';
import { ALICE, DAYS, PARTICIPANTS, PRODUCTS } from './participants.ts';
import { expected, objection, places, remaining } from './what-must-hold.ts';

/** The shop's sagas as they are defined, among models of its participants and of its orders' rows. */
export const shop: World<Row> = {
  definitions: [
    ...[placeOrderSaga, cancelOrderSaga, refundOrderSaga, cancelPartSaga],
    ...[noteShipmentSaga, moveShipmentSaga, returnShipmentSaga],
    ...[noteReturnSaga, receiveReturnSaga, tellWithdrawalSaga],
  ],
  participants: PARTICIPANTS,
  decisions,
  scene: (random) => sceneOf(random, 1 + random.below(3)),
  ...{ expected, places, remaining, objection },
};

/** The shop with so many orders in each world, nearly at once, instead of one to three; nothing follows them for days. */
export const shopWith = (orders: number): World<Row> => ({
  ...shop,
  scene: (random) => sceneOf(random, orders, { within: 20, lives: 0 }),
});

/** Within how many ms orders come, and how many of them live on for days. */
interface Span {
  readonly within: number;
  readonly lives: number;
}

/** Orders that want the same money, goods and courier, of which there may not be enough. */
function sceneOf(random: Random, count: number, span: Span = { within: 200, lives: 0.5 }): Scene<Row> {
  const enough = () => (random.chance(0.7) ? count * 4 : random.below(count * 3));
  return {
    resources: {
      payment: { [ALICE]: enough() * 100 },
      stock: Object.fromEntries(PRODUCTS.map((product) => [product, enough()])),
      delivery: Object.fromEntries(DAYS.map((day, nth) => [day, nth === 0 ? enough() : count])),
    },
    orders: Array.from({ length: count }, (_, index) => order(random, index + 1, span)),
  };
}

/** Up to three refunds, of which two may come at once for the last that is left. */
function refundsOf(random: Random, id: string, total: number, from: number): Wish<Row>[] {
  const count = random.chance(0.75) ? 0 : 1 + random.below(3);
  const at = from + random.between(0, 800);
  return Array.from({ length: count }, (_, index) => {
    const amount = random.chance(0.4) ? total : 1 + random.below(total);
    const later = random.chance(0.5) ? 0 : random.between(0, 600);
    const want = () => ({ want: 'refund' as const, what: { amount } });
    return {
      at: at + later,
      ...wanting(id, `cause ${index + 1} of ${id}`, { says: `wants ${amount} back`, want }),
    };
  });
}

function order(random: Random, number: number, { within, lives }: Span): OrderPlan<Row> {
  const quantity = 1 + random.below(3);
  const products = PRODUCTS.slice(random.below(2));
  const total = quantity * 100;
  const data: PlaceOrder = {
    user: ALICE,
    number: String(number),
    ...{ total, currency: 'RUB', language: 'en' },
    lines: products.map((product) => ({ product, quantity })),
    date: null,
  };
  const at = random.below(within);
  const id = `order-${number}`;
  const deadlineMs = random.chance(0.5) ? 6_000 : 300 + random.below(3_000);
  const saga = { id: `place-${number}`, order: id, definition: placeOrderSaga, data, deadlineMs };
  const row = rowOf(id, number, products, quantity);
  const wishes = refundsOf(random, id, total, at);
  if (random.chance(lives)) wishes.push(...livesOf(random, id, row.lines, at));
  if (random.chance(0.4)) {
    const later = random.between(0, random.chance(0.6) ? 40 : 1_000);
    wishes.push({ at: at + later, ...cancelling(id) });
  }
  return { at, row, saga, wishes };
}

/** An order that has just been placed. */
function rowOf(id: string, number: number, products: readonly string[], quantity: number): Row {
  const price = 100 / products.length;
  const lines = products.map((productId) => ({ productId, name: productId, quantity, price }));
  const order = {
    ...{ id, number, userId: ALICE, status: 'pending' as const, reason: null, total: quantity * 100 },
    ...{ language: 'en' as const, deliveryDate: null, createdAt: new Date(0), wasConfirmed: false },
    ...{ refunded: null, goods: null, cancelAsked: null },
  };
  return { order, lines, ...NOTHING_YET, early: false, keys: [] };
}

/** The order's own customer wants it cancelled. */
export const cancelling = (order: string): Omit<Wish<Row>, 'at'> =>
  wanting(order, `cancel of ${order}`, {
    says: 'wants it cancelled',
    want: () => ({ want: 'cancel' }),
  });
