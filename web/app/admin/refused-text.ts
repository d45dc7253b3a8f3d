import type { Texts } from '../words/words';

const SAID: Record<string, keyof Texts> = {
  not_cancellable: 'order.notCancellable',
  not_booked: 'admin.bulk.notBooked',
  no_capacity: 'admin.delivery.noCapacity',
  unknown_courier: 'admin.delivery.unknownCourier',
  date_unavailable: 'admin.delivery.dateUnavailable',
  still_failing: 'admin.bulk.stillFailing',
  order_withdrawn: 'admin.packing.isStopped',
  not_shippable: 'admin.bulk.notShippable',
  wrong_state: 'admin.bulk.wrongState',
  not_found: 'admin.bulk.notFound',
  unavailable: 'error.unavailable',
};

/** Why nothing was done with one order of many. */
export const refusedText = (code: string | undefined): keyof Texts => SAID[code ?? ''] ?? 'error.text';
