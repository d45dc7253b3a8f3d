import { settings } from '../../server/config';
import type { AddressForm } from './address';
import { BY_CURRENCY, formIn } from './address-forms.server';
import { orNothing } from './api.server';
import { currencyOf } from './currency.server';

/** How addresses are written where the shop is: by `SAGASHOP_COUNTRY`, else by its currency. */
export async function addressForm(request: Request): Promise<AddressForm> {
  return formIn(settings().country ?? BY_CURRENCY[(await orNothing(currencyOf(request))) ?? '']);
}
