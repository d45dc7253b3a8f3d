import { settings } from '../../server/config';
import { BY_CURRENCY } from './address-forms.server';

/** The country that the shop is in: what its owner says, else the one of its currency; of some currencies there is none. */
export function countryOf(currency: string): string | undefined {
  return settings().country ?? BY_CURRENCY[currency];
}
