import { moneyText } from '../words/amounts';
import type { Language } from '../words/languages';
import type { useWords } from '../words/words';
import { priceIn } from './chosen';

/** A range of prices in words; an end that is left out is open. Both ends as in an address. */
export function priceRangeText(
  range: { min: string; max: string },
  currency: string,
  language: Language,
  say: ReturnType<typeof useWords>['say'],
): string {
  const money = (text: string) => moneyText({ amount: priceIn(text, currency) ?? 0, currency }, language);
  if (range.min && range.max) return say('list.between', { min: money(range.min), max: money(range.max) });
  return range.min
    ? say('list.atLeast', { min: money(range.min) })
    : say('list.atMost', { max: money(range.max) });
}
