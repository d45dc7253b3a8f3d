import type { PlaceOrder } from '@sagashop/order/simulated';
import type { ParticipantPlan } from '@sagashop/saga/simulate/world';

/** The one customer of the world. */
export const ALICE = 'alice';
/** What is stocked: two variants of one product, which sagas know by an id each as they do two products. */
export const PRODUCTS = ['tea, green', 'tea, black'];
/** On which a courier has places: the first is booked, the others are for whom nobody was there. */
export const DAYS = ['2026-01-02', '2026-01-03', '2026-01-04'];
const TOMORROW = DAYS[0]!;

type Line = PlaceOrder['lines'][number] & { damaged?: number };
type Body = Record<'user' | 'cause' | 'outcome' | 'became', string> & { amount: number; lines: Line[] };
const read = (body: unknown) => body as Body;

const piecesIn = (body: unknown) =>
  Object.fromEntries(read(body).lines.map(({ product, quantity }) => [product, quantity]));
/** What of them is no good any more. */
const damagedIn = (body: unknown) =>
  Object.fromEntries(read(body).lines.map(({ product, damaged = 0 }) => [product, damaged]));
const causeIn = (body: unknown) => read(body).cause;
const becameIn = (body: unknown) => `${read(body).became} ${causeIn(body)}`;

const payment: ParticipantPlan = {
  service: 'payment',
  verbs: {
    'payment.hold': {
      does: 'hold',
      needs: (body) => ({ [read(body).user]: read(body).amount }),
      refusal: 'insufficient_funds',
    },
    'payment.release': { does: 'undo' },
    'payment.capture': { does: 'finish' },
    'payment.refund': { does: 'return' },
    'payment.refund_part': {
      does: 'part',
      cause: causeIn,
      gives: (body) => ({ [ALICE]: read(body).amount }),
    },
  },
};

const stock: ParticipantPlan = {
  service: 'stock',
  verbs: {
    'stock.reserve': { does: 'hold', needs: piecesIn, refusal: 'out_of_stock' },
    'stock.release': { does: 'undo' },
    'stock.take': { does: 'finish' },
    'stock.return': { does: 'return' },
    'stock.return_part': { does: 'part', cause: causeIn, gives: piecesIn },
    'stock.take_back': { does: 'part', cause: causeIn, gives: piecesIn, loses: damagedIn },
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
    'delivery.cancel': { does: 'undo', stops: ['planned', 'packed'] },
    'delivery.move_shipment': {
      does: 'move',
      move(body) {
        const {
          shipment: thing,
          nth,
          state: place,
        } = body as Record<'shipment' | 'state', string> & {
          nth: number;
        };
        return { thing, nth, place };
      },
      shifts: { at: 'failed', along: DAYS },
    },
  },
};

const notify: ParticipantPlan = {
  service: 'notify',
  verbs: {
    'notify.tell': { does: 'note', kind: (body) => read(body).outcome },
    'notify.tell_refund': { does: 'note', kind: () => 'refunded' },
    'notify.tell_refund_part': { does: 'note', kind: (body) => `refund ${causeIn(body)}` },
    'notify.tell_pieces': { does: 'note', kind: (body) => `part ${causeIn(body)}` },
    'notify.tell_shipment': { does: 'note', kind: (body) => `parcel ${causeIn(body)}` },
    'notify.tell_return': { does: 'note', kind: becameIn },
    'notify.tell_withdrawal': { does: 'note', kind: becameIn },
  },
};

/** Models of what the shop's participants promise. */
export const PARTICIPANTS = [payment, stock, delivery, notify];
