import {
  type Act,
  actVerdict,
  cancellationVerdict,
  cancelOrderData,
  cancelOrderSaga,
  hasLeft,
  isStopped,
  parcelPieces,
  partVerdict,
  refundOrderData,
  refundOrderSaga,
  refundVerdict,
  stockedPieces,
  type WantedRefund,
  withoutKept,
} from '@sagashop/order/simulated';
import { decideReturn, type WantOfReturn } from './decide-return.ts';
import { decideWithdrawal, type WantOfWithdrawal } from './decide-withdrawal.ts';
import {
  type Decided,
  LONG_AGO,
  movingSaga,
  type OrderRows,
  type Parcel,
  type Pieces,
  RUB,
  withPieces,
  withRefund,
} from './order-rows.ts';
import { withoutPart } from './without-part.ts';

/** What somebody wants of an order; a parcel by its place among those of the order. */
export type Want =
  | { want: 'cancel'; reason?: string }
  | { want: 'cancel-part'; pieces: Pieces }
  | { want: 'refund'; what: WantedRefund }
  | { want: 'plan'; pieces: Pieces | undefined }
  | { want: 'act'; parcel: number; act: Act; again: boolean }
  | WantOfReturn
  | WantOfWithdrawal;

/**
 * Decides what somebody wants as the order service does under the lock on the order's row, with its own decisions. `cause`: the
 * id of whatever it comes to. `inFlight`: a saga of the order has not ended. `day`: so many days after the world began.
 */
export function decideWant<R extends OrderRows>(
  rows: R,
  want: Want,
  cause: string,
  inFlight: boolean,
  day: number,
): Decided<R> {
  switch (want.want) {
    case 'cancel':
      return cancel(rows, want.reason, inFlight);
    case 'cancel-part':
      return cancelPart(rows, want.pieces, cause, inFlight);
    case 'refund':
      return refund(rows, want.what, cause);
    case 'plan':
      return plan(rows, want.pieces, cause);
    case 'act':
      return act(rows, want, cause, day);
    case 'return':
    case 'answer':
    case 'receive':
      return decideReturn(rows, want, cause, day) ?? refused(rows);
    default:
      return decideWithdrawal(rows, want, cause, day) ?? refused(rows);
  }
}

const refused = <R extends OrderRows>(rows: R): Decided<R> => ({ rows, sagas: [] });

function cancel<R extends OrderRows>(
  rows: R,
  reason = 'cancelled_by_customer',
  inFlight: boolean,
): Decided<R> {
  const { order } = rows;
  const verdict = cancellationVerdict(order.status, inFlight, hasLeft(order));
  if (verdict !== 'begin' && verdict !== 'deferred') return refused(rows);
  const cancelAsked = order.cancelAsked ?? reason;
  const marked = { ...rows, order: { ...order, cancelAsked } };
  const data = cancelOrderData(order, cancelAsked, RUB);
  const saga = { id: `cancel of ${order.id}`, definition: cancelOrderSaga, data };
  return { rows: marked, sagas: verdict === 'begin' ? [saga] : [] };
}

function cancelPart<R extends OrderRows>(
  rows: R,
  wanted: Pieces,
  cause: string,
  inFlight: boolean,
): Decided<R> {
  const { order, lines, refunds } = rows;
  const verdict = partVerdict(order, lines, refunds, wanted);
  if (verdict.kind === 'not_cancellable') return refused(rows);
  return verdict.kind === 'whole' ? cancel(rows, undefined, inFlight) : withoutPart(rows, verdict, cause);
}

function refund<R extends OrderRows>(rows: R, wanted: WantedRefund, cause: string): Decided<R> {
  const verdict = refundVerdict(rows.order, rows.lines, rows.refunds, wanted);
  if (verdict.kind !== 'granted') return refused(rows);
  const { amount, lines } = verdict;
  const data = refundOrderData(rows.order, { id: cause, amount }, RUB);
  return {
    rows: withRefund(rows, { id: cause, amount, lines, kind: null }),
    sagas: [{ id: `refund ${cause}`, definition: refundOrderSaga, data }],
  };
}

function plan<R extends OrderRows>(rows: R, wanted: Pieces | undefined, cause: string): Decided<R> {
  const pieces = parcelPieces(rows.order, withoutKept(rows.lines, rows.withdrawals), rows.parcels, wanted);
  if (!pieces) return refused(rows);
  const parcel: Parcel = {
    ...{ id: cause, orderId: rows.order.id, lines: pieces, state: 'planned', nth: 0, failures: 0 },
    ...{ createdAt: LONG_AGO, told: [], cause: null, deliveredOn: null },
  };
  const saga = movingSaga(rows.order, parcel, { cause });
  return { rows: { ...rows, parcels: [...rows.parcels, parcel] }, sagas: [saga] };
}

function act<R extends OrderRows>(
  rows: R,
  { parcel: at, act, again }: Extract<Want, { want: 'act' }>,
  cause: string,
  day: number,
): Decided<R> {
  const { order, refunds, parcels, withdrawals } = rows;
  const parcel = parcels[at];
  if (!parcel) return refused(rows);
  const others = parcels.filter((one) => one !== parcel);
  const verdict = actVerdict(order, rows.lines, { parcel, others, refunds, again }, act);
  if (verdict.kind !== 'acted') return refused(rows);
  const goesOut = act === 'packing' || act === 'handover';
  if (goesOut && isStopped(parcel, rows.lines, withdrawals)) return refused(rows);
  const { after, lines, goods, worth } = verdict;
  const { amount, pieces } = worth;
  const told = act === 'packing' ? parcel.told : [...parcel.told, cause];
  const came = { cause: after.state === 'returned' ? cause : null };
  const changed = { ...after, ...came, told, deliveredOn: after.state === 'delivered' ? day : null };
  const counted = withPieces(rows, lines, goods);
  return {
    rows: {
      ...withRefund(counted, { id: cause, amount, lines: pieces, kind: 'undelivered' }),
      parcels: parcels.map((one) => (one === parcel ? changed : one)),
    },
    sagas: [movingSaga(order, after, { cause, amount, lines: stockedPieces(lines, pieces) })],
  };
}
