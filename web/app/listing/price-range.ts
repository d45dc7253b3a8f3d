import { minorDigits } from '@sagashop/kernel/currency';
import { moneyText } from '../words/amounts.ts';
import type { Language } from '../words/languages';
import type { useWords } from '../words/words';
import { priceIn } from './chosen.ts';

/**
 * A range of prices in words; an end that is left out is open. Both ends as in an address. The last price below a whole
 * amount reads as that amount: nobody writes ₽999.99 on a shelf.
 */
export function priceRangeText(
  range: { min: string; max: string },
  currency: string,
  language: Language,
  say: ReturnType<typeof useWords>['say'],
): string {
  const money = (text: string) => moneyText({ amount: priceIn(text, currency) ?? 0, currency }, language);
  const upTo = (text: string) => {
    const amount = priceIn(text, currency) ?? 0;
    const unit = 10 ** minorDigits(currency);
    return moneyText(
      { amount: unit > 1 && (amount + 1) % unit === 0 ? amount + 1 : amount, currency },
      language,
    );
  };
  if (range.min && range.max) return say('list.between', { min: money(range.min), max: upTo(range.max) });
  return range.min
    ? say('list.atLeast', { min: money(range.min) })
    : say('list.atMost', { max: upTo(range.max) });
}
