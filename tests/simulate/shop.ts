import type { Random } from '../../packages/saga/src/simulate/random.ts';
import type { OrderPlan, ParticipantPlan, Scene, World } from '../../packages/saga/src/simulate/world.ts';
import { cancelOrderSaga } from '../../services/order/src/sagas/cancel-order.ts';
import { type PlaceOrder, placeOrderSaga } from '../../services/order/src/sagas/place-order.ts';
import { decisions, type Row, wishing } from './orders.ts';

const TOMORROW = '2026-01-02';
const ALICE = 'alice';
const PRODUCTS = ['tea', 'rum'];

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
  },
};

/** The shop's sagas as they are defined, among models of its participants and of its orders' rows. */
export const shop: World<Row> = {
  definitions: [placeOrderSaga, cancelOrderSaga],
  participants: [payment, stock, delivery, notify],
  decisions,
  scene,
  expected({ status, paid }) {
    if (status === 'confirmed') {
      return { payment: 'finished', stock: 'finished', delivery: 'held', notify: ['confirmed'] };
    }
    if (paid) {
      return {
        payment: 'returned',
        stock: 'returned',
        delivery: 'nothing',
        notify: ['confirmed', 'refunded'],
      };
    }
    return { payment: 'nothing', stock: 'nothing', delivery: 'nothing', notify: ['cancelled'] };
  },
  objection({ status, reason, cancelAsked, early, paid }, { definition, state: { ended, reason: why } }) {
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

/** One to three orders that want the same money, goods and courier, of which there may not be enough. */
function scene(random: Random): Scene<Row> {
  const count = 1 + random.below(3);
  const enough = () => (random.chance(0.7) ? count * 4 : random.below(count * 3));
  return {
    resources: {
      payment: { [ALICE]: enough() * 100 },
      stock: Object.fromEntries(PRODUCTS.map((product) => [product, enough()])),
      delivery: { [TOMORROW]: enough() },
    },
    orders: Array.from({ length: count }, (_, index) => order(random, index + 1)),
  };
}

function order(random: Random, number: number): OrderPlan<Row> {
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
  const at = random.below(200);
  const id = `order-${number}`;
  const deadlineMs = random.chance(0.5) ? 6_000 : 300 + random.below(3_000);
  const saga = { id: `place-${number}`, order: id, definition: placeOrderSaga, data, deadlineMs };
  const row: Row = { status: 'pending', reason: null, cancelAsked: null, early: false, paid: false };
  if (random.chance(0.5)) return { at, row, saga };
  const { user, total, currency, language } = data;
  const about = { user, number: data.number, total, currency, language, reason: 'cancelled_by_customer' };
  const later = random.between(0, random.chance(0.6) ? 40 : 1_000);
  return { at, row, saga, wish: { at: at + later, ...wishing(id, about) } };
}
