import { refusals } from '@sagashop/kernel/problem';
import { refuseShop } from '@sagashop/vocabulary/errors';

/** The ways in which an order can end that is not confirmed, or is cancelled afterwards. */
export const orderEnds = refusals({
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
});

/** The refusals that only the order service gives. */
export const refuseOrder = {
  ...orderEnds,
  ...refusals({
    overloaded: {
      status: 503,
      title: 'The shop has too much to do at the moment. Nothing was done or charged. Try again.',
    },
    saga_not_parked: { status: 409, title: 'No step of this saga waits for an operator.' },
    past_the_pivot: {
      status: 409,
      title: 'The saga has passed its pivot: from there it only goes forward. Cancel the order instead.',
    },
    not_cancellable: { status: 409, title: 'The order is on its way, too late to be cancelled.' },
    not_shippable: {
      status: 409,
      title: 'This order is not confirmed, or has no such pieces left to be sent. Nothing was changed.',
    },
    order_withdrawn: {
      status: 409,
      title: 'The customer has withdrawn from this. It is not to be packed or handed over.',
    },
    not_withdrawable: {
      status: 409,
      title: 'There is nothing left of this order that could be withdrawn from. Nothing was changed.',
    },
    withdrawal_too_late: { status: 409, title: 'The time to withdraw from this order is over.' },
    not_revocable: {
      status: 409,
      title: 'This withdrawal is carried out already, or too old. It cannot be revoked any more.',
    },
    wrong_state: { status: 409, title: 'This is not possible with this parcel any more, or not yet.' },
    not_delivered: {
      status: 409,
      title: 'What has not been delivered cannot be sent back. Cancel it instead while it has not left.',
    },
    more_than_delivered: {
      status: 409,
      title: 'That is more than was delivered and is not being sent back already.',
    },
    return_too_late: { status: 409, title: 'The time in which this could be sent back is over.' },
    already_decided: { status: 409, title: 'This return has been decided already. Nothing was changed.' },
    not_approved: { status: 409, title: 'This return has not been approved. Nothing was changed.' },
    already_received: { status: 409, title: 'This return has been received already. Nothing was changed.' },
    not_refundable: { status: 409, title: 'Nothing was paid for this order that could be given back.' },
    more_than_captured: {
      status: 409,
      title: 'That is more than is left of what was paid. Nothing was given back.',
    },
    not_invoiced: {
      status: 409,
      title:
        'An order has its invoice once it is confirmed, a refund its credit note once the money is back.',
    },
    note_closed: {
      status: 409,
      title: 'A note is changed by whoever wrote it, within a day. Nothing was changed.',
    },
    too_many_views: { status: 409, title: 'That many lists of orders are kept already. Delete one first.' },
    scope_too_wide: {
      status: 422,
      title: "This fault strikes everybody's orders, and cannot be made for your own alone.",
    },
    too_many_faults: { status: 429, title: 'That many faults are active already. End one first.' },
    nothing_selected: { status: 409, title: 'No order is among them. Nothing was done.' },
    too_many_selected: {
      status: 409,
      title: 'Those are more orders than can be done at once. Nothing was done.',
    },
    selection_changed: {
      status: 409,
      title: 'There are more or fewer orders by now than you were told. Nothing was done.',
    },
    too_many_running: {
      status: 409,
      title: 'Much is under way with many orders. Wait until some of it has ended.',
    },
    unknown_variant: { status: 422, title: 'A product is not sold as what was asked for.' },
    unknown_product: { status: 422, title: 'A product is not for sale here.' },
    date_unavailable: { status: 422, title: 'Delivery can be booked from tomorrow to 14 days ahead.' },
  }),
};

/** The problem that tells why an order was cancelled; a reason without a word of its own is `timed_out`. */
export function cancelledProblem(reason: string, orderId: string, more: Record<string, unknown> = {}) {
  const code = (reason in orderEnds ? reason : 'timed_out') as keyof typeof orderEnds;
  return orderEnds[code]({ orderId, ...more });
}

/** The problem that tells that money of an order has gone back since somebody looked, in minor units. */
export function refundedMeanwhile(was: number, now: number) {
  return refuseShop.edit_conflict({ conflicts: [{ field: 'refunded', was, now, yours: was }] });
}
