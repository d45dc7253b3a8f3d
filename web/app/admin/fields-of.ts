import type { Order } from '../shop/api-types';
import type { EndAct } from './not-done.server';

/** The names of the fields of the form for refunds. */
const refundFields = ({ lines }: Order) => [
  'way',
  'amount',
  'reason',
  ...lines.map(({ id }) => `line.${id}`),
];

/** The names of the fields of the form for an act. */
export const fieldsOf = (act: EndAct, order: Order) => (act === 'cancel' ? ['reason'] : refundFields(order));
