import { english } from './english.ts';
import { dateText, moneyText } from './formats.ts';
import { russian } from './russian.ts';
import type { Language } from './words.ts';

export type Outcome = 'confirmed' | 'cancelled' | 'refunded' | 'refund' | 'moved';

/**
 * What has become of an order; `refund`: it stands, and an `amount` has gone back; `moved`: it stands, and comes on another
 * day. `total` in minor units, of a cancelled order what went back with it; `deliveryDate` YYYY-MM-DD.
 */
export interface Ending {
  outcome: Outcome;
  number: string;
  total: number;
  currency: string;
  deliveryDate?: string | null | undefined;
  reason?: string | undefined;
  amount?: number | undefined;
}

/** An ending but for its outcome, which is the message's kind. */
export type Told = Omit<Ending, 'outcome'>;

/** What the customer is told `today`. Throws a RangeError for a currency or date that is none. */
export function messageFor(ending: Ending, language: Language, today = new Date()): string {
  const words = language === 'ru' ? russian : english;
  const { number, total, currency, deliveryDate, reason, amount = total } = ending;
  if (ending.outcome === 'refund')
    return words.refund({ number, amount: moneyText(amount, currency, language) });
  if (ending.outcome === 'moved' && deliveryDate)
    return words.moved({ number, deliveryDate: dateText(deliveryDate, language, today) });
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
  return words.refunded({ number, why, total: total === 0 ? null : moneyText(total, currency, language) });
}
