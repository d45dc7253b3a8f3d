import { refuse } from '@sagashop/chassis/errors';
import type { Documented } from '@sagashop/chassis/http/documented';
import { refuseShop } from '@sagashop/vocabulary/errors';
import { EXAMPLE } from '@sagashop/vocabulary/example';
import { Type } from 'typebox';
import { orderEnds, refuseOrder } from '../errors.ts';
import { documentedBilling } from './documented-billing.ts';
import { documentedHistory } from './documented-history.ts';
import { documentedLab } from './documented-lab.ts';
import { documentedMany } from './documented-many.ts';
import { documentedReturns } from './documented-returns.ts';
import { documentedShipments } from './documented-shipments.ts';
import { documentedWithdrawals } from './documented-withdrawals.ts';
import { OrderShape } from './order-shapes.ts';

const values = { id: EXAMPLE.order };

/** What the schemas of the order service's routes do not say, for the API's description. */
export const documented: Documented = {
  ...documentedBilling,
  ...documentedHistory,
  ...documentedMany,
  ...documentedReturns,
  ...documentedShipments,
  ...documentedWithdrawals,
  ...documentedLab,
  'POST /api/orders': {
    description:
      'Places an order and waits for its outcome: 201 when all of it was done (money captured, goods taken, courier ' +
      'booked, customer told), 409 when all of it was undone, with the reason as `code` and the `orderId`; ' +
      '`out_of_stock` says as `shortages` of which products how many were asked for and how many there were. It waits ' +
      '5 seconds, or as `Prefer: wait=N` (up to 30) or `Prefer: respond-async` say, and answers 202 with `Location` ' +
      'when it takes longer. `expectedTotal`, when sent, must agree: nobody pays a price that they did not see. ' +
      'A product that is sold as several variants takes a `variantId` in its line. Without `deliveryDate` it is the first day with a free courier. Without `recipient` it goes to you; what it says ' +
      'stays with the order. Sent again with the same Idempotency-Key, it ' +
      'gives the first answer again, with `Idempotency-Replayed: true`. When too many orders come at once, some are ' +
      'turned away before anything is done: 503 `overloaded` with `Retry-After`.',
    key: 'required',
    headers: {
      Prefer: '`wait=N`: wait for the outcome up to N seconds, at most 30. `respond-async`: not at all.',
    },
    refuses: [
      ...Object.values(orderEnds),
      refuse.idempotency_in_progress,
      refuseOrder.unknown_product,
      refuseOrder.unknown_variant,
      refuseShop.variant_missing,
      refuseOrder.date_unavailable,
      refuseShop.wrong_currency,
      refuseOrder.overloaded,
    ],
    body: { lines: [{ productId: EXAMPLE.product, quantity: 1 }] },
    answers: {
      201: { description: 'The order is confirmed.', schema: OrderShape },
      202: { description: 'The order is under way; look at `Location`.', schema: OrderShape },
    },
  },
  'GET /api/orders': {
    description:
      'Your orders, newest first. Staff see all orders, with `mine=true` only their own. With `key` it is ' +
      'the order that you placed under this Idempotency-Key, for whoever has lost the answer; with `ids` those of ' +
      'these orders. Who gets an order stands in the order when it is read alone, and in the list for staff. All other ' +
      'parameters are for staff: they find orders, in a list that lags by a second at most. A page of a search may have fewer ' +
      'orders than `limit`, and still a `nextCursor`, where few of very many orders fit.',
    refuses: [refuse.forbidden],
    values: { limit: 5 },
  },
  'GET /api/orders/figures': {
    description:
      "What was ordered on each of the last 14 days of the shop's, what of it was refused or cancelled, and what was sold; " +
      'what was refused in the last hour, by reason; and how many sagas run, or wait for an operator. Read at most every ' +
      'five seconds.',
  },
  'GET /api/exports/orders.csv': {
    description:
      'The orders that the list finds with the same parameters, as a CSV file, of any size, as of one moment. Who gets them ' +
      'stands in it for those alone who have `orders.export-people`.',
    values: { status: 'confirmed' },
    answers: { 200: { description: 'The file', type: 'text/csv' } },
  },
  'GET /api/orders/{id}': {
    description:
      "One order, with who gets it (until its customer has left the shop) and when what has happened. Another customer's " +
      'order is not found.',
    values,
  },
  'POST /api/orders/{id}/cancellation': {
    description:
      'Cancels an order, by its customer or staff, and waits until its money, goods and courier are free ' +
      'again: 200 and the order, its reason `cancelled_by_customer` or `cancelled_by_shop`. One that is not confirmed ' +
      'yet is not going to be; one that was cancelled before, for whatever reason, stays as it is. It waits as long as ' +
      '`POST /api/orders` does and answers 202 with `Location` when it takes longer. Send nothing or `{}`, or why: the ' +
      '`reason` is for staff alone. With `lines` it is a part: pieces that have not left the shop, of a confirmed order; ' +
      'what was paid for them goes back, and all that is left of an order is the order. A part needs an Idempotency-Key.',
    key: 'honoured',
    headers: {
      Prefer: '`wait=N`: wait up to N seconds, at most 30. `respond-async`: not at all.',
    },
    refuses: [refuseOrder.not_cancellable, refuseShop.edit_conflict, refuse.idempotency_in_progress],
    body: {},
    values,
    answers: {
      200: { description: 'The order, or the part, is cancelled.', schema: OrderShape },
      202: { description: 'The order is going to be cancelled; look at `Location`.', schema: OrderShape },
    },
  },
  'POST /api/orders/{id}/refunds': {
    description:
      'Gives money of a confirmed order back to its customer while the order stands: an `amount`, or the price of pieces ' +
      'of its `lines`, which add up to what was paid for the line however they are split. Never more than is left of ' +
      'the payment: 409 `more_than_captured` says as `left` how much that is. The order’s row decides, before anything ' +
      'moves. It waits until the money is there, as long as `POST /api/orders` does: `state` is `settled`, or ' +
      '`requested` when it takes longer. An order that is cancelled has given everything back.',
    key: 'required',
    headers: {
      Prefer: '`wait=N`: wait up to N seconds, at most 30. `respond-async`: not at all.',
    },
    refuses: [
      refuseOrder.not_refundable,
      refuseOrder.more_than_captured,
      refuseShop.wrong_currency,
      refuseShop.edit_conflict,
      refuse.not_found,
    ],
    body: { amount: 100, reason: 'A scratch on the lid' },
    values,
  },
  'GET /api/orders/{id}/foretold': {
    description:
      'Exactly what an act would write, before it is done: entries of the ledger, movements of stock, messages, and the ' +
      'courier who is free again. Each service decides the commands that would be sent as it will then, and saves ' +
      'nothing. `act=cancel`, of a part with `line`, or `act=refund` with `amount` or `line`, or an act on a parcel with its `shipmentId`; refused as the act would be.',
    refuses: [refuseOrder.not_cancellable, refuseOrder.not_refundable, refuseOrder.more_than_captured],
    values: { ...values, act: 'cancel' },
  },
  'GET /api/orders/{id}/saga': {
    description:
      'How the order came about, and how it was cancelled if it was: each step, what undid it if something did, ' +
      'attempts, replies and times. `state` is that of the newest saga that placed or cancelled it; `sagas` lists all.',
    values,
  },
  'GET /api/orders/{id}/events': {
    description:
      'The order as it changes, by Server-Sent Events. The first event tells how it stands now. Each has an `id`, the ' +
      'event `order`, and in one line of `data` the object `{order, saga}`, as `GET /api/orders/{id}` and ' +
      '`GET /api/orders/{id}/saga` answer it. When nothing more comes by itself the event `end` follows, and the stream ' +
      'ends. Whoever was cut off comes again with `Last-Event-ID`, to any process, and is told nothing twice; after ' +
      '`end` the answer is 204, so that an `EventSource` stays away. A comment each 15 s keeps the stream open. It is ' +
      'cut within half a minute when the session has ended.',
    headers: { 'Last-Event-ID': 'The `id` of the last event that was received.' },
    refuses: [refuseOrder.overloaded],
    values,
    answers: {
      200: {
        description: 'The stream.',
        type: 'text/event-stream',
        schema: Type.String({ description: 'Events `order`, and `end` as the last.' }),
      },
      204: { description: 'The event `end` was received, and nothing has happened since.' },
    },
  },
  'GET /api/sagas': {
    description:
      'What is under way (`running`), what waits for an operator because a step was answered with a fault again and again ' +
      '(`parked`), and what has `ended`; all of it without `state`. Those of the newest orders come first. Steps and reasons ' +
      'are looked for in the log itself, a tenth of a second at most: a page may be short, and goes on at its cursor.',
    values: { state: 'running', limit: 5 },
  },
  'GET /api/sagas/{id}': { description: 'A saga as the list tells of it.', values },
  'POST /api/sagas/{id}/turn-back': {
    description:
      'Undoes a saga that has not come to its pivot, and cancels its order as `cancelled_by_shop`. Any order process can be ' +
      'asked: it takes the saga over, so that a decision that was being made elsewhere is not saved. One that is being ' +
      'undone, or was, is answered as it is; one past its pivot only goes forward.',
    key: 'honoured',
    refuses: [refuseOrder.past_the_pivot],
    values,
    body: { reason: 'The scales are mended tomorrow' },
  },
  'POST /api/sagas/{id}/retry': {
    description:
      'Tries the parked steps of a saga again, until they are answered with as many faults as before. Any order process can be asked: it goes on ' +
      'with the saga from then on. 503 when the process has no code for the version of the saga.',
    key: 'honoured',
    refuses: [refuseOrder.saga_not_parked],
    values,
  },
  'POST /api/orders/track': {
    description:
      'How an order stands, for whoever knows its number and the e-mail address that it was placed with. ' +
      'Any other pair is not found.',
    refuses: [refuse.not_found, refuse.too_many_attempts],
    body: { number: '100001', email: 'reader-0000@example.test' },
  },
};
