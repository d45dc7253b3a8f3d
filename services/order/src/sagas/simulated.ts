/**
 * What the simulation runs of this service: its sagas as they are defined, and what decides about an order's row. Nothing
 * of it needs a database or Node, since it runs in a browser as well.
 */
export { cancellationVerdict } from '../domain/cancellation.ts';
export type { Order } from '../domain/order.ts';
export { refundVerdict } from '../domain/refund.ts';
export { type CancelOrder, cancelOrderSaga } from './cancel-order.ts';
export { type PlaceOrder, placeOrderSaga } from './place-order.ts';
export { type RefundOrder, refundOrderSaga } from './refund-order.ts';
