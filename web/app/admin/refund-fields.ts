import type { Order } from '../shop/api-types';

/** The names of the fields of the form for refunds. */
export const refundFields = ({ lines }: Order) => [
  'way',
  'amount',
  'reason',
  ...lines.map(({ id }) => `line.${id}`),
];
