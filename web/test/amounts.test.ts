import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayText, minorUnits, moneyText } from '../app/words/amounts.ts';

/** Kinds of spaces and signs differ between versions of the language data; what is read does not. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f\u2009]/g, ' ').replaceAll('\u2212', '-');
const said = (amount: number, currency: string, language: 'en' | 'ru') =>
  plain(moneyText({ amount, currency }, language));

test('money is written as a language writes it, without a fraction where there is none', () => {
  assert.deepEqual(
    [said(129_900, 'RUB', 'en'), said(129_950, 'RUB', 'en'), said(0, 'RUB', 'en'), said(5, 'RUB', 'en')],
    ['₽1,299', '₽1,299.50', '₽0', '₽0.05'],
  );
  assert.deepEqual(
    [said(129_900, 'RUB', 'ru'), said(129_950, 'RUB', 'ru'), said(100_000_000, 'RUB', 'ru')],
    ['1 299 ₽', '1 299,50 ₽', '1 000 000 ₽'],
  );
});

test('money that was taken has a minus before it', () => {
  assert.equal(said(-7_800, 'RUB', 'en'), '-₽78');
  assert.equal(said(-7_850, 'RUB', 'ru'), '-78,50 ₽');
});

test('a currency has the minor units that it has', () => {
  assert.deepEqual(['RUB', 'EUR', 'JPY', 'KWD'].map(minorUnits), [100, 100, 1, 1000]);
  assert.equal(said(1_299, 'JPY', 'en'), '¥1,299');
  assert.equal(said(1_500, 'KWD', 'en'), 'KWD 1.500');
  assert.equal(said(129_990, 'EUR', 'ru'), '1 299,90 €');
});

test('the largest amount that the shop knows is written exactly', () => {
  assert.equal(said(1_000_000_000_000, 'RUB', 'en'), '₽10,000,000,000');
  assert.equal(said(999_999_999_999, 'RUB', 'en'), '₽9,999,999,999.99');
});

test('a day is the same day wherever the reader and the server are', () => {
  const zone = process.env['TZ'];
  try {
    for (const other of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      process.env['TZ'] = other;
      assert.equal(plain(dayText('2030-05-01', 'en')), 'Wednesday, May 1', other);
      assert.equal(plain(dayText('2030-05-01', 'ru')), 'среда, 1 мая', other);
    }
  } finally {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  }
});
