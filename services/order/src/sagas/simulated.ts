/**
 * What the simulation runs of this service: its sagas as they are defined, and what decides about an order's row. Nothing
 * of it needs a database or Node, since it runs in a browser as well.
 */
export { afterReceipt } from '../domain/after-receipt.ts';
export { cancellationVerdict, hasLeft } from '../domain/cancellation.ts';
export { type CarriedOut, carriedOut, isRevocable, reached } from '../domain/carried-out.ts';
export { type Line, type Order, TRANSITIONS } from '../domain/order.ts';
export { actVerdict, parcelPieces } from '../domain/parcel-act.ts';
export { afterPart, partVerdict } from '../domain/part.ts';
export { counted, countsOf, goodsState, statusOf } from '../domain/pieces.ts';
export { type Refund, refundVerdict, type WantedRefund } from '../domain/refund.ts';
export {
  objectionTo,
  objectionToReturn,
  type Return,
  received,
  returnable,
} from '../domain/return.ts';
export { ACTS, type Act, isOpen, type Shipment, stateAfter } from '../domain/shipment.ts';
export { isStopped, type Withdrawal, withdrawalVerdict, withoutKept } from '../domain/withdrawal.ts';
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
export { noteReturnSaga, receiveReturnSaga, returnData, stockedReturn } from './return-goods.ts';
export { tellWithdrawalData, tellWithdrawalSaga } from './tell-withdrawal.ts';
