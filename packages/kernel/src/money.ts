/** An amount of money in integer minor units (kopecks, cents) of the shop's one currency. */
export interface Money {
  amount: number;
  currency: string;
}

/** No amount, price or total in the shop may be larger: 10^12 minor units, far inside a double's exact range. */
export const MAX_AMOUNT = 1_000_000_000_000;

/** Wraps minor units; refuses what is no exact integer, so that a rounding never becomes money. */
export function money(amount: number, currency: string): Money {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not an amount in minor units: ${amount}`);
  return { amount, currency };
}

/** The sum of price × quantity over all lines, in minor units. */
export function total(lines: readonly { price: number; quantity: number }[]): number {
  return lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
}
