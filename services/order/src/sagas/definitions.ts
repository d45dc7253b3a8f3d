import { cancelOrderSaga } from './cancel-order.ts';
import { cancelPartSaga } from './cancel-part.ts';
import { moveShipmentSaga, noteShipmentSaga, returnShipmentSaga } from './move-shipment.ts';
import { placeOrderSaga } from './place-order.ts';
import { refundOrderSaga } from './refund-order.ts';
import { noteReturnSaga, receiveReturnSaga } from './return-goods.ts';
import { tellWithdrawalSaga } from './tell-withdrawal.ts';

/** Every saga that this code can run, each version that may still stand in the log included. */
export const DEFINITIONS = [
  ...[placeOrderSaga, cancelOrderSaga, refundOrderSaga, cancelPartSaga],
  ...[noteShipmentSaga, moveShipmentSaga, returnShipmentSaga],
  ...[noteReturnSaga, receiveReturnSaga],
  tellWithdrawalSaga,
];

const keys = new Map<string, ReadonlyMap<string, string>>();
for (const { name, places } of DEFINITIONS) {
  const known = [...places].map(([said, { step }]) => [said, step.key] as const);
  keys.set(name, new Map([...(keys.get(name) ?? []), ...known]));
}

/** The keys of all steps. */
export const STEP_KEYS = [...new Set([...keys.values()].flatMap((known) => [...known.values()]))];

/** The key of a step of this saga by its name in the log; undefined where no code knows it any more. */
export const stepKey = (saga: string, name: string): string | undefined => keys.get(saga)?.get(name);
