import type { Money } from '../shop/shapes';
import { kept } from './kept.ts';
import type { Language } from './languages';

/** An amount of money as people of a language write it; without a fraction where there is none. */
export function moneyText({ amount, currency }: Money, language: Language): string {
  const { whole, exact, digits } = moneyFormats(language, currency);
  const major = amount / 10 ** digits;
  return (Number.isInteger(major) ? whole : exact).format(major);
}

const moneyFormats = kept((language: Language, currency: string) => {
  const options = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  const exact = new Intl.NumberFormat(language, options);
  const whole = new Intl.NumberFormat(language, { ...options, minimumFractionDigits: 0 });
  return { exact, whole, digits: exact.resolvedOptions().maximumFractionDigits ?? 2 };
});

/** A day (YYYY-MM-DD) as people of a language write it. */
export function dayText(day: string, language: Language): string {
  return dayFormat(language).format(new Date(`${day}T00:00:00Z`));
}

const dayFormat = kept((language: Language) => {
  const options = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(language, options);
});

/** How many minor units one unit of a currency has. */
export function minorUnits(currency: string): number {
  return 10 ** moneyFormats('en', currency).digits;
}
