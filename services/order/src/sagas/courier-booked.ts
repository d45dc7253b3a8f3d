import { isId } from '@sagashop/kernel/ids';
import { decodeState } from '@sagashop/saga/encode';
import type { StepState } from '@sagashop/saga/state';
import { stepKey } from './definitions.ts';
import { placeOrderSaga } from './place-order.ts';

type Steps = readonly Pick<StepState, 'name' | 'phase' | 'status' | 'reply'>[];

/** Who brings an order, by the steps of the saga that placed it; null when nobody was booked. */
export function courierBooked(steps: Steps): string | null {
  const booked = steps.find(
    ({ name, phase, status }) =>
      phase === 'do' && status === 'done' && stepKey(placeOrderSaga.name, name) === 'book-courier',
  )?.reply;
  const courier = booked?.kind === 'done' ? booked.body?.['courier'] : undefined;
  return typeof courier === 'string' && isId(courier) ? courier : null;
}

/** The same by an order's sagas as they stand in the log. */
export function courierIn(sagas: readonly { definition: string; data: string }[]): string | null {
  const placed = sagas.find(({ definition }) => definition === placeOrderSaga.name);
  return placed ? courierBooked(decodeState(placed.data).steps) : null;
}
