/**
 * What the simulation runs of this service: its sagas as they are defined, and what decides about an order's row. Nothing
 * of it needs a database or Node, since it runs in a browser as well.
 */
export { cancellationVerdict, hasLeft } from '../domain/cancellation.ts';
export { type Line, type Order, TRANSITIONS } from '../domain/order.ts';
export { actVerdict, parcelPieces } from '../domain/parcel-act.ts';
export { afterPart, partVerdict } from '../domain/part.ts';
export { countsOf, goodsState, statusOf } from '../domain/pieces.ts';
export { type Refund, refundVerdict, type WantedRefund } from '../domain/refund.ts';
export { ACTS, type Act, isOpen, type Shipment, stateAfter } from '../domain/shipment.ts';
export { cancelOrderData, cancelOrderSaga } from './cancel-order.ts';
export { cancelPartData, cancelPartSaga, stockedPieces } from './cancel-part.ts';
export { moveData } from './move-data.ts';
export {
  moveShipmentSaga,
  noteShipmentSaga,
  returnShipmentSaga,
  sagaOf,
} from './move-shipment.ts';
export { type PlaceOrder, placeOrderSaga } from './place-order.ts';
export { refundOrderData, refundOrderSaga } from './refund-order.ts';
