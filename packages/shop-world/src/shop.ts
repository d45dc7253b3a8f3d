import {
  type CancelOrder,
  cancelOrderSaga,
  type PlaceOrder,
  placeOrderSaga,
  refundOrderSaga,
} from '@sagashop/order/simulated';
import type { Random } from '@sagashop/saga/simulate/random';
import type { OrderPlan, ParticipantPlan, Scene, World } from '@sagashop/saga/simulate/world';
import { decisions, type Row, refunding, wishing } from './orders.ts';

const TOMORROW = '2026-01-02';
const ALICE = 'alice';
/** What is stocked: two variants of one product, which sagas know by an id each as they do two products. */
const PRODUCTS = ['tea, green', 'tea, black'];

const payment: ParticipantPlan = {
  service: 'payment',
  verbs: {
    'payment.hold': {
      does: 'hold',
      needs: (body) => ({ [(body as { user: string }).user]: (body as { amount: number }).amount }),
      refusal: 'insufficient_funds',
    },
    'payment.release': { does: 'undo' },
    'payment.capture': { does: 'finish' },
    'payment.refund': { does: 'return' },
    'payment.refund_part': {
      does: 'part',
      cause: (body) => (body as { cause: string }).cause,
      gives: (body) => ({ [ALICE]: (body as { amount: number }).amount }),
    },
  },
};

const stock: ParticipantPlan = {
  service: 'stock',
  verbs: {
    'stock.reserve': {
      does: 'hold',
      needs: (body) =>
        Object.fromEntries(
          (body as { lines: PlaceOrder['lines'] }).lines.map(({ product, quantity }) => [product, quantity]),
        ),
      refusal: 'out_of_stock',
    },
    'stock.release': { does: 'undo' },
    'stock.take': { does: 'finish' },
    'stock.return': { does: 'return' },
  },
};

const delivery: ParticipantPlan = {
  service: 'delivery',
  verbs: {
    'delivery.book': {
      does: 'hold',
      needs: () => ({ [TOMORROW]: 1 }),
      refusal: 'no_courier',
      answer: { date: TOMORROW },
    },
    'delivery.cancel': { does: 'undo' },
  },
};

const notify: ParticipantPlan = {
  service: 'notify',
  verbs: {
    'notify.tell': { does: 'note', kind: (body) => (body as { outcome: string }).outcome },
    'notify.tell_refund': { does: 'note', kind: () => 'refunded' },
    'notify.tell_refund_part': { does: 'note', kind: (body) => (body as { cause: string }).cause },
  },
};

/** The shop's sagas as they are defined, among models of its participants and of its orders' rows. */
export const shop: World<Row> = {
  definitions: [placeOrderSaga, cancelOrderSaga, refundOrderSaga],
  participants: [payment, stock, delivery, notify],
  decisions,
  scene: (random) => sceneOf(random, 1 + random.below(3)),
  expected({ status, paid, causes }) {
    const told = (...kinds: string[]) => [...kinds, ...causes].sort();
    if (status === 'confirmed') {
      return { payment: 'finished', stock: 'finished', delivery: 'held', notify: told('confirmed') };
    }
    if (paid) {
      return {
        payment: 'returned',
        stock: 'returned',
        delivery: 'nothing',
        notify: told('confirmed', 'refunded'),
      };
    }
    return { payment: 'nothing', stock: 'nothing', delivery: 'nothing', notify: ['cancelled'] };
  },
  // What is left of a payment that stands: not a kopeck more or less has gone back than was granted.
  remaining: ({ status, total, refunded }) =>
    status === 'confirmed' ? { payment: { [ALICE]: total - refunded } } : {},
  objection(row, { definition, state: { ended, reason: why } }) {
    const { status, reason, cancelAsked, early, paid } = row;
    if (row.settled.length < row.causes.length) return 'a refund was granted and is not noted as settled';
    if (row.refunded > row.total) return 'more was granted than was paid';
    if (definition === refundOrderSaga.name)
      return ended === 'completed' ? undefined : `a refund ended ${ended}`;
    if (early && paid) return 'the order was confirmed after somebody had cancelled it';
    if (cancelAsked && status === 'confirmed') return 'somebody wanted the order cancelled, and it was not';
    if (definition === cancelOrderSaga.name) {
      return ended === 'completed' && status === 'cancelled' && paid ? undefined : `the order is ${status}`;
    }
    if ((ended === 'completed') !== paid) return `it ended ${ended}, but the order is ${status}`;
    if (!paid && reason !== why?.code) return `it ended for ${why?.code}, the order for ${reason}`;
    return undefined;
  },
};

/** The shop with so many orders in each world, nearly at once, instead of one to three. */
export const shopWith = (orders: number): World<Row> => ({
  ...shop,
  scene: (random) => sceneOf(random, orders, 20),
});

/** Orders that want the same money, goods and courier, of which there may not be enough. */
function sceneOf(random: Random, count: number, within = 200): Scene<Row> {
  const enough = () => (random.chance(0.7) ? count * 4 : random.below(count * 3));
  return {
    resources: {
      payment: { [ALICE]: enough() * 100 },
      stock: Object.fromEntries(PRODUCTS.map((product) => [product, enough()])),
      delivery: { [TOMORROW]: enough() },
    },
    orders: Array.from({ length: count }, (_, index) => order(random, index + 1, within)),
  };
}

/** Up to three refunds, of which two may come at once for the last that is left. */
function refundsOf(random: Random, id: string, data: Omit<CancelOrder, 'reason'>, from: number) {
  const count = random.chance(0.75) ? 0 : 1 + random.below(3);
  const at = from + random.between(0, 800);
  return Array.from({ length: count }, (_, index) => {
    const amount = random.chance(0.4) ? data.total : 1 + random.below(data.total);
    const cause = `cause ${index + 1} of ${id}`;
    const later = random.chance(0.5) ? 0 : random.between(0, 600);
    return { at: at + later, ...refunding(id, { ...data, cause, amount }) };
  });
}

function order(random: Random, number: number, within: number): OrderPlan<Row> {
  const quantity = 1 + random.below(3);
  const data: PlaceOrder = {
    user: ALICE,
    number: String(number),
    total: quantity * 100,
    currency: 'RUB',
    language: 'en',
    lines: PRODUCTS.slice(random.below(2)).map((product) => ({ product, quantity })),
    date: null,
  };
  const at = random.below(within);
  const id = `order-${number}`;
  const deadlineMs = random.chance(0.5) ? 6_000 : 300 + random.below(3_000);
  const saga = { id: `place-${number}`, order: id, definition: placeOrderSaga, data, deadlineMs };
  const { user, total, currency, language } = data;
  const money = { total, refunded: 0, causes: [], settled: [] };
  const row: Row = {
    status: 'pending',
    reason: null,
    cancelAsked: null,
    early: false,
    paid: false,
    ...money,
  };
  const told = { user, number: data.number, total, currency, language };
  const refunds = refundsOf(random, id, told, at);
  if (random.chance(0.5)) return { at, row, saga, wishes: refunds };
  const about = { ...told, reason: 'cancelled_by_customer' };
  const later = random.between(0, random.chance(0.6) ? 40 : 1_000);
  return { at, row, saga, wishes: [{ at: at + later, ...wishing(id, about) }, ...refunds] };
}
