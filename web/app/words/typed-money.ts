import { minorDigits } from '@sagashop/kernel/currency';
import { kept } from './kept.ts';
import type { Language } from './languages';
import type { Texts } from './words';

/** No amount in the shop is larger, in minor units. */
const MOST = 1_000_000_000_000;
const LONGEST = 40; // letters; more is no amount that anybody means

/** An amount in minor units, or what to say of a text that is none, with the values of the text. */
export type TypedMoney = { amount: number } | { wrong: keyof Texts; values: Record<string, string> };

interface Read {
  whole: string;
  fraction: string;
}

/**
 * An amount above zero as a reader types it: in their own way (1,000.50 in English, 1 000,50 in Russian), with blanks of
 * any kind, with the currency or without. Nothing is rounded: what could mean two things, or is too precise, is refused
 * with what may have been meant.
 */
export function typedMoney(typed: string, language: Language, currency: string): TypedMoney {
  const text = typed.trim();
  if (text === '') return { wrong: 'error.amount', values: {} };
  const number = text.length > LONGEST ? '' : bare(text, language, currency);
  const read = READ[language](number);
  const digits = minorDigits(currency);
  if (read && read.fraction.length <= digits) {
    const amount = minorOf(read, digits);
    if (amount === 0) return { wrong: 'error.amount', values: {} };
    if (amount <= MOST) return { amount };
    return { wrong: 'error.amountTooLarge', values: { most: shown(MOST, language, currency) } };
  }
  const meant = [...new Set(read ? nearest(read, digits) : otherwise(number, language, digits))];
  const values = { typed: text.slice(0, LONGEST) };
  if (meant.length > 0 && meant.every((amount) => amount > 0 && amount <= MOST)) {
    const choices = choice(language).format(meant.map((amount) => shown(amount, language, currency)));
    return { wrong: 'error.amountUnclear', values: { ...values, choices } };
  }
  return {
    wrong: 'error.amountForm',
    values: { ...values, example: shown(EXAMPLE * 10 ** digits, language, currency) },
  };
}

const EXAMPLE = 1000.5;

/** An amount as it is typed into a field: without the currency and without marks between thousands. */
export function moneyToType(amount: number, language: Language, currency: string): string {
  const text = plainMoney(amount, currency);
  return language === 'ru' ? text.replace('.', ',') : text;
}

/** An amount as it stands in an address, the same in every language: `1000` or `1000.50`. */
export function plainMoney(amount: number, currency: string): string {
  const digits = minorDigits(currency);
  const unit = 10 ** digits;
  if (amount % unit === 0) return String(amount / unit);
  return `${Math.floor(amount / unit)}.${String(amount % unit).padStart(digits, '0')}`;
}

/** The number in what was typed: without the currency, letters that nobody sees, and odd kinds of blanks. */
function bare(text: string, language: Language, currency: string): string {
  let number = text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\s|[’']/g, ' ')
    .trim();
  for (const sign of signs(language, currency)) {
    const upper = number.toUpperCase();
    if (upper.startsWith(sign)) number = number.slice(sign.length).trim();
    else if (upper.endsWith(sign)) number = number.slice(0, -sign.length).trim();
    else continue;
    break;
  }
  return number;
}

/** How people write a currency, the longest first. */
const signs = kept((language: Language, currency: string) => {
  const signOf = (currencyDisplay: 'symbol' | 'narrowSymbol') =>
    new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay })
      .formatToParts(0)
      .find(({ type }) => type === 'currency')?.value ?? currency;
  const words = currency === 'RUB' ? ['РУБЛЕЙ', 'РУБ.', 'РУБ', 'Р.', 'Р'] : [];
  const known = [currency, signOf('symbol'), signOf('narrowSymbol'), ...words].map((one) =>
    one.toUpperCase(),
  );
  return [...new Set(known)].sort((one, other) => other.length - one.length);
});

/** Reads a number whose thousands are set apart by one mark, or not at all. */
function reader(groups: string, points: string): (number: string) => Read | undefined {
  const form = new RegExp(`^(\\d*|\\d{1,3}(?:([${groups}])\\d{3})(?:\\2\\d{3})*)(?:[${points}](\\d*))?$`);
  return (number) => {
    const [, whole, , fraction = ''] = form.exec(number) ?? [];
    if (whole === undefined || !/\d/.test(number)) return undefined;
    return { whole: whole.replaceAll(/\D/g, ''), fraction };
  };
}

const READ: Record<Language, ReturnType<typeof reader>> = { en: reader(', ', '.'), ru: reader(' ', ',.') };
/** As neither language's reader would mean it, but as others write. */
const OTHERWISE = [reader('. ', ','), reader(', ', '.')];

function otherwise(number: string, _language: Language, digits: number): number[] {
  return OTHERWISE.flatMap((read) => {
    const found = read(number);
    return !found ? [] : found.fraction.length <= digits ? [minorOf(found, digits)] : nearest(found, digits);
  });
}

/** The amounts around one that is too precise, and where the point may set thousands apart, that one. */
function nearest({ whole, fraction }: Read, digits: number): number[] {
  const below = minorOf({ whole, fraction: fraction.slice(0, digits) }, digits);
  const exact = /^0*$/.test(fraction.slice(digits));
  const thousands = /^[1-9]\d{0,2}$/.test(whole) && fraction.length === 3;
  return [
    ...(below > 0 || !exact ? [below] : []),
    ...(exact ? [] : [below + 1]),
    ...(thousands ? [minorOf({ whole: whole + fraction, fraction: '' }, digits)] : []),
  ].filter((amount) => amount > 0);
}

function minorOf({ whole, fraction }: Read, digits: number): number {
  return Number(whole + fraction.padEnd(digits, '0'));
}

function shown(amount: number, language: Language, currency: string): string {
  return exactly(language, currency).format(amount / 10 ** minorDigits(currency));
}

const exactly = kept((language: Language, currency: string) => {
  const digits = minorDigits(currency);
  return new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
});

const choice = kept((language: Language) => new Intl.ListFormat(language, { type: 'disjunction' }));
