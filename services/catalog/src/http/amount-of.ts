import { refuseShop } from '@sagashop/vocabulary/errors';

/** The minor units of a price, which must be in the shop's currency when it names one. */
export function amountOf(price: { amount: number; currency?: string }, currency: string): number {
  if (price.currency !== undefined && price.currency !== currency)
    throw refuseShop.wrong_currency({ currency });
  return price.amount;
}
