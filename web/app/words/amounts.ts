import { minorDigits } from '@sagashop/kernel/currency';
import type { Money } from '../shop/api-types';
import { kept } from './kept.ts';
import type { Language, Locale } from './languages';

/** An amount of money as people of a language write it; without a fraction where there is none. */
export function moneyText({ amount, currency }: Money, language: Language): string {
  const { whole, exact, digits } = moneyFormats(language, currency);
  const major = amount / 10 ** digits;
  return (Number.isInteger(major) ? whole : exact).format(major);
}

const moneyFormats = kept((language: Language, currency: string) => {
  const digits = minorDigits(currency);
  const options = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  const most = { ...options, maximumFractionDigits: digits };
  const exact = new Intl.NumberFormat(language, { ...most, minimumFractionDigits: digits });
  const whole = new Intl.NumberFormat(language, { ...most, minimumFractionDigits: 0 });
  return { exact, whole, digits };
});

/** A day (YYYY-MM-DD) as a reader writes it; with its year when that is not this one. */
export function dayText(day: string, locale: Locale, now = new Date()): string {
  const other = day.slice(0, 4) !== String(now.getUTCFullYear());
  return dayFormat(locale, other ? 'with year' : '').format(new Date(`${day}T00:00:00Z`));
}

const dayFormat = kept((locale: Locale, year: '' | 'with year') => {
  const options = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locale, { ...options, ...(year && { year: 'numeric' }) });
});

/** A moment as a reader writes it, by the clock of a zone; with its year when that is not this one. */
export function momentText(at: string, locale: Locale, zone: string, now = new Date()): string {
  const moment = new Date(at);
  const year = yearFormat(zone);
  return momentFormat(locale, zone, year.format(moment) === year.format(now) ? '' : 'with year').format(
    moment,
  );
}

const yearFormat = kept((timeZone: string) => new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' }));

const momentFormat = kept((locale: Locale, timeZone: string, year: '' | 'with year') => {
  const options = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(locale, { ...options, ...(year && { year: 'numeric' }), timeZone });
});
