import { english } from './english.ts';
import { dateText, moneyText } from './formats.ts';
import { russian } from './russian.ts';

export type Language = 'en' | 'ru';
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

/** The sentences of one language. */
export interface Words {
  confirmed(order: { number: string; total: string; deliveryDate: string | null }): string;
  cancelled(order: { number: string; why: string }): string;
  /** Of an order that was cancelled after it had been paid. */
  refunded(order: { number: string; why: string; total: string }): string;
  /** Why an order was cancelled, by the reason's code, to stand in the two before. */
  reasons: Readonly<Record<string, string>>;
  /** Stands where a reason has no words. */
  otherReason: string;
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
