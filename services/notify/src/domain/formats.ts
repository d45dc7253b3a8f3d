import { minorDigits } from '@sagashop/kernel/currency';
import type { Language } from './words.ts';

// Making an Intl object takes some 20 µs, using one about 1 µs, and a message is written for every order.
const moneys = new Map<string, { format: Intl.NumberFormat; unit: number }>();
const moments = new Map<string, Intl.DateTimeFormat>();
const dates = new Map<`${Language}${boolean}`, Intl.DateTimeFormat>();

/** Minor units as money of the currency, as the language writes it: `129900` RUB is "1 299,00 ₽". */
export function moneyText(amount: number, currency: string, language: Language): string {
  const name = language + currency;
  let money = moneys.get(name);
  if (!money) {
    const digits = minorDigits(currency);
    const exact = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    const format = new Intl.NumberFormat(language, { style: 'currency', currency, ...exact });
    money = { format, unit: 10 ** digits };
    moneys.set(name, money);
  }
  return money.format.format(amount / money.unit);
}

/** A calendar date (YYYY-MM-DD) in words, with its day of the week, and with its year when that is not `today`'s. */
export function dateText(date: string, language: Language, today: Date): string {
  const withYear = date.slice(0, 4) !== today.toISOString().slice(0, 4);
  const name = `${language}${withYear}` as const;
  let format = dates.get(name);
  if (!format) {
    format = new Intl.DateTimeFormat(language, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      ...(withYear && { year: 'numeric' }),
      timeZone: 'UTC',
    });
    dates.set(name, format);
  }
  return format.format(new Date(`${date}T00:00:00Z`));
}

/** A moment (ISO 8601) in words, as the clocks of a time zone say it, with that zone. */
export function momentText(at: string, language: Language, zone: string): string {
  const name = `${language} ${zone}`;
  let format = moments.get(name);
  if (!format) {
    const date = { day: 'numeric', month: 'long', year: 'numeric' } as const;
    const time = { hour: '2-digit', minute: '2-digit', timeZone: zone, timeZoneName: 'short' } as const;
    format = new Intl.DateTimeFormat(language, { ...date, ...time });
    moments.set(name, format);
  }
  return format.format(new Date(at));
}
