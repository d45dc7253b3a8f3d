import { english } from './english.ts';
import { dateText, moneyText } from './formats.ts';
import { russian } from './russian.ts';
import type { Language } from './words.ts';

export type Outcome = 'confirmed' | 'cancelled' | 'refunded';

/** How an order ended. `total` in minor units; `deliveryDate` YYYY-MM-DD. */
export interface Ending {
  outcome: Outcome;
  number: string;
  total: number;
  currency: string;
  deliveryDate?: string | null | undefined;
  reason?: string | undefined;
}

/** What the customer is told `today`. Throws a RangeError for a currency or date that is none. */
export function messageFor(ending: Ending, language: Language, today = new Date()): string {
  const words = language === 'ru' ? russian : english;
  const { number, total, currency, deliveryDate, reason } = ending;
  if (ending.outcome === 'confirmed') {
    return words.confirmed({
      number,
      total: moneyText(total, currency, language),
      deliveryDate: deliveryDate ? dateText(deliveryDate, language, today) : null,
    });
  }
  const known = reason !== undefined && Object.hasOwn(words.reasons, reason);
  const why = known ? words.reasons[reason]! : words.otherReason;
  if (ending.outcome === 'cancelled') return words.cancelled({ number, why });
  return words.refunded({ number, why, total: moneyText(total, currency, language) });
}
