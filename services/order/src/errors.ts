import { refusals } from '@sagashop/kernel/problem';

/** The refusals that only the order service gives. The 409s are the ends that an order can come to. */
export const refuseOrder = refusals({
  insufficient_funds: {
    status: 409,
    title: 'There is not enough money on the account. Nothing was charged.',
  },
  out_of_stock: { status: 409, title: 'There is not enough of a product in stock. Nothing was charged.' },
  no_courier: { status: 409, title: 'No courier is free on that day. Nothing was charged.' },
  price_changed: { status: 409, title: 'The price has changed since it was shown. Nothing was charged.' },
  timed_out: { status: 409, title: 'The order could not be completed in time. Nothing was charged.' },
  cancelled_by_customer: { status: 409, title: 'The order was cancelled. Nothing was charged.' },
  cancelled_by_shop: { status: 409, title: 'The shop cancelled the order. Nothing was charged.' },
  overloaded: {
    status: 503,
    title: 'The shop has too much to do at the moment. Nothing was done or charged. Try again.',
  },
  saga_not_parked: { status: 409, title: 'No step of this saga waits for an operator.' },
  not_cancellable: { status: 409, title: 'The order is on its way, too late to be cancelled.' },
  unknown_product: { status: 422, title: 'A product is not for sale here.' },
  date_unavailable: { status: 422, title: 'Delivery can be booked from tomorrow to 14 days ahead.' },
});

type OutcomeCode = Exclude<
  keyof typeof refuseOrder,
  'not_cancellable' | 'saga_not_parked' | 'overloaded' | 'unknown_product' | 'date_unavailable'
>;

/** The problem that tells why an order was cancelled; a reason without a word of its own is `timed_out`. */
export function cancelledProblem(reason: string, orderId: string, more: Record<string, unknown> = {}) {
  const code = (reason in refuseOrder ? reason : 'timed_out') as OutcomeCode;
  return refuseOrder[code]({ orderId, ...more });
}
