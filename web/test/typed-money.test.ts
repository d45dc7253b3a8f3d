import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Language } from '../app/words/languages.ts';
import { moneyToType, plainMoney, typedMoney } from '../app/words/typed-money.ts';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
/** The amount in minor units, or what is said: a text's name and what it proposes. */
const read = (typed: string, language: Language, currency = 'RUB'): number | string => {
  const found = typedMoney(typed, language, currency);
  if ('amount' in found) return found.amount;
  const { wrong, values } = found;
  return plain(
    [wrong.replace('error.', ''), values['choices'] ?? values['example'] ?? values['most']]
      .filter(Boolean)
      .join(': '),
  );
};

test('an amount is what a reader of the language means by it, with blanks of any kind and the currency', () => {
  const cases: [string, Language, number][] = [
    ['1000', 'en', 100_000],
    ['1,000', 'en', 100_000],
    ['1,000.50', 'en', 100_050],
    ['1,234,567.8', 'en', 123_456_780],
    ['12.34', 'en', 1_234],
    [' 12.5 ', 'en', 1_250],
    ['.5', 'en', 50],
    ['5.', 'en', 500],
    ['₽1,299', 'en', 129_900],
    ['RUB 1,299.00', 'en', 129_900],
    ['1299 rub', 'en', 129_900],
    ['１，０００', 'en', 100_000],
    ['1000,50', 'ru', 100_050],
    ['1 000,50', 'ru', 100_050],
    ['1\u00a0000\u00a0000,5', 'ru', 100_000_050],
    ['1\u202f000', 'ru', 100_000],
    ['1\u2009000', 'ru', 100_000],
    ['1000.50', 'ru', 100_050],
    ['1 000 ₽', 'ru', 100_000],
    ['1000 руб.', 'ru', 100_000],
    ['1000р', 'ru', 100_000],
    ['\u200e1000\u200f', 'ru', 100_000],
  ];
  for (const [typed, language, amount] of cases) assert.equal(read(typed, language), amount, typed);
});

test('what could mean two things, or is too precise, is never rounded: what may have been meant is said', () => {
  const cases: [string, Language, string][] = [
    ['12.345', 'en', 'amountUnclear: 12.34, 12.35, or 12,345.00'],
    ['1.000', 'en', 'amountUnclear: 1.00 or 1,000.00'],
    ['12.3456', 'en', 'amountUnclear: 12.34 or 12.35'],
    ['0.001', 'en', 'amountUnclear: 0.01'],
    ['12,50', 'en', 'amountUnclear: 12.50'],
    ['1,2345', 'en', 'amountUnclear: 1.23 or 1.24'],
    ['1.000,50', 'en', 'amountUnclear: 1,000.50'],
    ['1,000', 'ru', 'amountUnclear: 1,00 или 1 000,00'],
    ['1,000.50', 'ru', 'amountUnclear: 1 000,50'],
    ['1.000,50', 'ru', 'amountUnclear: 1 000,50'],
    ['12,345', 'ru', 'amountUnclear: 12,34, 12,35 или 12 345,00'],
  ];
  for (const [typed, language, said] of cases) assert.equal(read(typed, language), said, typed);
});

test('what is no amount is refused with how to write one', () => {
  for (const odd of [
    '1e3',
    '0x10',
    'Infinity',
    'NaN',
    '-5',
    '+5',
    '1_000',
    '12 34',
    '1,00,0',
    '1..5',
    '5 5.5',
    '$5',
    'ten',
    '9'.repeat(41),

    '٣',
  ]) {
    assert.equal(read(odd, 'en'), 'amountForm: 1,000.50', odd);
  }
  assert.equal(read('1e3', 'ru'), 'amountForm: 1 000,50');
  for (const none of ['', ' ', '0', '0.00', '000']) assert.equal(read(none, 'en'), 'amount', none);
  assert.equal(read('10,000,000,000', 'en'), 1_000_000_000_000);
  assert.equal(read('10,000,000,000.01', 'en'), 'amountTooLarge: 10,000,000,000.00');
  assert.equal(read('9'.repeat(40), 'en'), 'amountTooLarge: 10,000,000,000.00');
});

test('an amount has the digits that its currency has', () => {
  assert.equal(read('1,000', 'en', 'JPY'), 1000);
  assert.equal(read('12.5', 'en', 'JPY'), 'amountUnclear: 12 or 13');
  assert.equal(read('1.234', 'en', 'KWD'), 1234);
  assert.equal(read('1 000,5', 'ru', 'RSD'), 100_050);
  assert.equal(read('1,299.50', 'en', 'HUF'), 129_950);
});

test('what the pages write into a field or an address they read back as it was', () => {
  for (const currency of ['RUB', 'JPY', 'KWD'])
    for (const amount of [1, 99, 100, 1_050, 9_999, 123_456_789, 999_999_999_999])
      for (const language of ['en', 'ru'] as const) {
        assert.equal(read(moneyToType(amount, language, currency), language, currency), amount);
        assert.equal(read(plainMoney(amount, currency), language, currency), amount);
      }
  assert.deepEqual(
    [moneyToType(260_050, 'ru', 'RUB'), plainMoney(260_050, 'RUB'), plainMoney(260_000, 'RUB')],
    ['2600,50', '2600.50', '2600'],
  );
});
