import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayText, momentText, moneyText } from '../app/words/amounts.ts';
import { localeOf } from '../app/words/language-of.server.ts';

/** Kinds of spaces and signs differ between versions of the language data; what is read does not. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f\u2009]/g, ' ').replaceAll('\u2212', '-');
const said = (amount: number, currency: string, language: 'en' | 'ru') =>
  plain(moneyText({ amount, currency }, language));

const THEN = new Date('2030-03-01T12:00:00Z');

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
  assert.equal(said(1_299, 'JPY', 'en'), '¥1,299');
  assert.equal(said(1_500, 'KWD', 'en'), 'KWD 1.500');
  assert.equal(said(129_990, 'EUR', 'ru'), '1 299,90 €');
  assert.equal(said(129_950, 'RSD', 'en'), 'RSD 1,299.50');
  assert.equal(said(129_950, 'HUF', 'en'), 'Ft 1,299.50');
  assert.equal(said(1_299, 'ISK', 'en'), 'kr 1,299');
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
      assert.equal(plain(dayText('2030-05-01', 'en', THEN)), 'Wednesday, May 1', other);
      assert.equal(plain(dayText('2030-05-01', 'ru', THEN)), 'среда, 1 мая', other);
    }
  } finally {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  }
});

test('a day and a moment of another year have their year', () => {
  assert.equal(plain(dayText('2031-01-02', 'en', THEN)), 'Thursday, January 2, 2031');
  assert.equal(plain(dayText('2031-01-02', 'ru', THEN)), 'четверг, 2 января 2031 г.');
  assert.match(momentText('2029-12-31T23:30:00Z', 'en', 'UTC', THEN), /^Dec 31, 2029, /);
  assert.match(momentText('2030-12-31T23:30:00Z', 'en', 'UTC', THEN), /^Dec 31, \d/);
  assert.match(momentText('2030-12-31T23:30:00Z', 'en-GB', 'Europe/Moscow', THEN), /^1 Jan 2031, 02:30$/);
});

test('who reads English has the day where their region has it', () => {
  const asked = (header: string) =>
    localeOf(new Request('http://shop.test/', { headers: { 'accept-language': header } }));
  const readers: [string, string][] = [
    ['en-GB,en-US;q=0.9,en;q=0.8', 'en-GB'],
    ['en-US,en-GB;q=0.5', 'en'],
    ['en', 'en'],
    ['', 'en'],
    ['en-AU', 'en-GB'],
    ['en-CA', 'en'],
    ['fr-FR,en-IE;q=0.3', 'en-GB'],
    ['ru-RU,en-GB;q=0.5', 'ru'],
    ['en-x-nonsense,en-1', 'en'],
  ];
  for (const [header, locale] of readers) assert.equal(asked(header), locale, header);
  assert.match(plain(dayText('2030-05-01', 'en-GB', THEN)), /^Wednesday,? 1 May$/);
  assert.match(plain(dayText('2031-05-01', 'en-GB', THEN)), /^Thursday,? 1 May 2031$/);
  assert.match(momentText('2030-05-01T15:30:00Z', 'en-GB', 'UTC', THEN), /^1 May, 15:30$/);
});
