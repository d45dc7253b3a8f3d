import { type Command, done, type Reply, unsent } from '@sagashop/saga/message';
import * as booking from '../../services/delivery/src/domain/booking.ts';
import { Calendar } from '../../services/delivery/src/domain/load.ts';
import * as parcel from '../../services/delivery/src/domain/shipment.ts';
import { capture, hold, refund, refundPart, release } from '../../services/payment/src/contract.ts';
import { openBooks } from '../../services/payment/src/domain/books.ts';
import * as payment from '../../services/payment/src/messages/handle-commands.ts';
import type { Store } from '../../services/stock/src/domain/reservation.ts';
import * as stock from '../../services/stock/src/messages/handle-commands.ts';

/** What there is of everything before the order: of each product so many pieces, and the customer's money in minor units. */
export const PIECES = 1_000;
export const MONEY = 1_000_000_000;
const OF_MONEY = new Set([hold, release, capture, refund, refundPart].map(({ type }) => type));
const DAYS = ['2026-01-02', '2026-01-03', '2026-01-04'];
const COURIERS = [{ id: 'kim', dailyCapacity: 1 }];

type Body = Record<string, unknown> & { cause?: string };
type Parcels = booking.Schedule & { parcels: parcel.Parcels };

/** The participants by what each of them decides, with their rows in memory: what is decided is written. */
export function participantsInMemory(user: string, products: readonly string[]) {
  const books = openBooks([], [{ userId: user, balance: MONEY, held: 0 }], []);
  const goods = products.map((productId) => [productId, goodsOf(productId)] as const);
  const store: Store = { reservations: new Map(), goods: new Map(goods), moves: [], parts: new Map() };
  const desk: Parcels = {
    bookings: new Map(),
    calendar: new Calendar(COURIERS, []),
    days: DAYS,
    parcels: { shipments: new Map(), known: new Map(), moves: [], rebooked: [] },
  };
  const told = new Map<string, string>();
  const services: Record<string, (command: Command) => Reply> = {
    payment(command) {
      // What else payment keeps of an order is no money, and nothing that adds up here.
      if (!OF_MONEY.has(command.type)) return done();
      const decision = payment.decide(books, command, 0);
      books.put(decision);
      return decision.outcome === 'done' ? done() : { kind: 'refused', code: decision.outcome };
    },
    stock: (command) => stock.decide(store, command, 0),
    delivery: (command) => deliver(desk, command),
    notify({ type, body }) {
      const { outcome, became, cause = '' } = body as Body;
      told.set(`${type} ${became ?? outcome ?? ''} ${cause}`, type);
      return done();
    },
  };
  return {
    books,
    store,
    desk,
    /** What the customer was told, once for each kind and cause, by the command that told it. */
    told: () => [...told.values()],
    places: () => DAYS.reduce((sum, day) => sum + desk.calendar.on(day)[0]!.booked, 0),
    /** Does what a command says, and answers; throws what is a fault of it. */
    take: (service: string, order: string, type: string, body: unknown) =>
      services[service]!(unsent(order, type, body as object)),
  };
}

export type Participants = ReturnType<typeof participantsInMemory>;

const goodsOf = (productId: string) => ({
  productId,
  onHand: PIECES,
  reserved: 0,
  availability: 'in_stock' as const,
  was: PIECES,
  had: PIECES,
  threshold: null,
});

/** As the delivery service does it with the rows that it has locked. */
function deliver(desk: Parcels, { type, order, body }: Command): Reply {
  if (type === 'delivery.book') return booking.book(desk, order, null, false);
  if (type === 'delivery.cancel') {
    parcel.cancelShipments(desk.parcels, desk, order);
    return booking.cancel(desk, order);
  }
  const move = body as Omit<parcel.ShipmentMove, 'orderId' | 'date'>;
  return { kind: 'done', body: parcel.moveShipment(desk.parcels, desk, { ...move, orderId: order }) };
}
