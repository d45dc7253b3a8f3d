import { refuseShop } from './errors.ts';

/** The minor units of money that was sent, which must be in the shop's currency when it names one. */
export function amountIn(sent: { amount: number; currency?: string | undefined }, currency: string): number {
  if (sent.currency !== undefined && sent.currency !== currency)
    throw refuseShop.wrong_currency({ currency });
  return sent.amount;
}
