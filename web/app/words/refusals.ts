import type { Texts } from './words';

const TEXTS = {
  insufficient_funds: 'refused.insufficient_funds',
  out_of_stock: 'refused.out_of_stock',
  no_courier: 'refused.no_courier',
  price_changed: 'refused.price_changed',
  timed_out: 'refused.timed_out',
  cancelled_by_customer: 'refused.cancelled_by_customer',
  cancelled_by_shop: 'refused.cancelled_by_shop',
  unknown_product: 'refused.unknown_product',
  date_unavailable: 'refused.date_unavailable',
  overloaded: 'refused.overloaded',
  changed: 'refused.changed',
  already: 'refused.already',
  untold: 'refused.untold',
} as const satisfies Record<string, keyof Texts>;

/** Why an order was refused or cancelled, in plain words. */
export function refusalText(code: string): keyof Texts {
  return code in TEXTS ? TEXTS[code as keyof typeof TEXTS] : 'refused.other';
}
