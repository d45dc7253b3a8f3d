import type { AddressForm } from './address';
import { formIn } from './address-forms.server';
import { orNothing } from './api.server';
import { countryOf } from './country.server';
import { currencyOf } from './currency.server';

/** How addresses are written where the shop is: by `SAGASHOP_COUNTRY`, else by its currency. */
export async function addressForm(request: Request): Promise<AddressForm> {
  return formIn(countryOf((await orNothing(currencyOf(request))) ?? ''));
}
