import {
  type Line,
  moveData,
  type Order,
  type Refund,
  type Return,
  type Shipment,
  sagaOf,
  statusOf,
  type stockedPieces,
  type Withdrawal,
} from '@sagashop/order/simulated';
import type { SagaDefinition } from '@sagashop/saga/definition';

/** Pieces of lines by their places. */
export type Pieces = readonly { place: number; quantity: number }[];

/** A parcel with the causes for which its customer was told of it, why it came back, and when it was delivered. */
export type Parcel = Shipment & { told: readonly string[]; cause: string | null; deliveredOn: number | null };

type Told = { readonly told: readonly string[] };

/** What its customer sends back, with what they were told of it. */
export type SentBack = Told & Pick<Return, 'id' | 'kind' | 'state' | 'lines' | 'receipt' | 'amount'>;

/** What its customer has withdrawn from, with what they were told of it. */
export type Declared = Told & Withdrawal & { readonly wasRevoked: boolean };

/** An order's rows in memory, with all that was decided about them. */
export interface OrderRows {
  readonly order: Order & { cancelAsked: string | null };
  readonly lines: readonly Line[];
  readonly refunds: readonly Refund[];
  readonly parts: readonly { id: string; amount: number; lines: Pieces; settled: boolean }[];
  readonly parcels: readonly Parcel[];
  readonly returns: readonly SentBack[];
  readonly withdrawals: readonly Declared[];
}

/** What an order that was just placed has besides itself and its lines. */
export const NOTHING_YET = { refunds: [], parts: [], parcels: [], returns: [], withdrawals: [] };

/** A saga that follows from what was decided, in the same transaction. */
export interface Following {
  readonly id: string;
  readonly definition: SagaDefinition;
  readonly data: unknown;
}

/** What is decided: the rows afterwards, and what follows; none where it is refused. */
export interface Decided<R extends OrderRows = OrderRows> {
  readonly rows: R;
  readonly sagas: readonly Following[];
}

const BY = { id: 'staff', roles: ['clerk'] };
export const RUB = 'RUB';
export const LONG_AGO = new Date(0);

/** The saga of what has become of a parcel. */
export function movingSaga(
  order: Order,
  { id: shipment, nth, state }: Shipment,
  {
    cause,
    amount = 0,
    lines = [],
  }: { cause: string; amount?: number; lines?: ReturnType<typeof stockedPieces> },
): Following {
  const data = moveData(order, { cause, amount, lines, by: BY, shipment, nth, state }, RUB);
  return { id: `parcel ${cause}`, definition: sagaOf(state), data };
}

/** As the order service saves them, with the words that follow. */
export function withPieces<R extends OrderRows>(rows: R, lines: readonly Line[], goods: Order['goods']): R {
  const status = statusOf(rows.order, goods ?? null, lines);
  return { ...rows, lines, order: { ...rows.order, status, goods: goods ?? null } };
}

/** As the order service adds it up; nothing is written for nothing. */
export function withRefund<R extends OrderRows>(
  rows: R,
  { id, amount, lines, kind }: Pick<Refund, 'id' | 'amount' | 'lines'> & { kind: Refund['kind'] },
): R {
  if (amount === 0) return rows;
  const about = { orderId: rows.order.id, reason: null, by: BY.id, createdAt: LONG_AGO, settledAt: null };
  const refund: Refund = { ...about, id, amount, lines, kind: kind ?? null, state: 'requested' };
  const refunded = (rows.order.refunded ?? 0) + amount;
  return { ...rows, order: { ...rows.order, refunded }, refunds: [...rows.refunds, refund] };
}
