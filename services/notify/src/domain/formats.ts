import type { Language } from './message.ts';

// Making an Intl object takes some 20 µs, using one about 1 µs, and a message is written for every order.
const moneys = new Map<string, { format: Intl.NumberFormat; unit: number }>();
const dates = new Map<Language, Intl.DateTimeFormat>();

/** Minor units as money of the currency, in the manner of the language: `129900` RUB is "1 299,00 ₽". */
export function moneyText(amount: number, currency: string, language: Language): string {
  const name = language + currency;
  let money = moneys.get(name);
  if (!money) {
    const format = new Intl.NumberFormat(language, { style: 'currency', currency });
    money = { format, unit: 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2) };
    moneys.set(name, money);
  }
  return money.format.format(amount / money.unit);
}

/** A calendar date (YYYY-MM-DD) in words, with its day of the week. Without the year: it is days away. */
export function dateText(date: string, language: Language): string {
  let format = dates.get(language);
  if (!format) {
    format = new Intl.DateTimeFormat(language, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      timeZone: 'UTC',
    });
    dates.set(language, format);
  }
  return format.format(new Date(`${date}T00:00:00Z`));
}
