import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { comparableText, foldedText, isBlank, passwordText, shownText } from '../src/text.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 40 });
const seenText = fc.string({ unit: 'grapheme', maxLength: 20 });

test('one text written in several ways is one text where texts are compared', () => {
  const ways: [string, string][] = [
    ['Café', 'Cafe\u0301'],
    ['чайник', 'чаи\u0306ник'],
    ['admin', 'ａｄｍｉｎ'],
    ['admin', 'ad\u00admin'],
    ['admin', '\ufeff\u202aadmin\u202c'],
    ['admin', 'adm\u200bin\u200d'],
    ['anna maria', '\u00a0anna\u2009\u3000\tmaria \n'],
    ['anna maria', 'anna \u00ad maria'],
    ['№'.normalize('NFKC'), '№'],
  ];
  for (const [plain, other] of ways) assert.equal(comparableText(other), plain, JSON.stringify(other));
});

test('letters that only look alike, and a dotted capital I, are other letters', () => {
  assert.notEqual(foldedText('adm\u0130n'), 'admin');
  assert.notEqual(foldedText('adm\u0131n'), 'admin');
  assert.notEqual(foldedText('аdmin'), 'admin');
  assert.equal(foldedText(' ADMIN\u200e'), 'admin');
});

test('what was made comparable, folded or shown once stays as it is', () => {
  for (const form of [comparableText, foldedText, shownText, passwordText]) {
    fc.assert(fc.property(anyText, (text) => assert.equal(form(form(text)), form(text))));
  }
});

test('however letters are composed, what is compared is the same', () => {
  fc.assert(
    fc.property(seenText, (text) => {
      assert.equal(comparableText(text.normalize('NFD')), comparableText(text));
      assert.equal(foldedText(`\u2067${text.normalize('NFD')}\u00ad`), foldedText(text));
    }),
  );
});

test('what is shown is as it was typed, composed and without controls; joiners of emoji and line ends stay', () => {
  assert.equal(shownText('Cafe\u0301\u0007\u009f'), 'Café');
  for (const text of ['Ⅷ ﬁ ²', '👩‍👩‍👧', 'one\r\n\ttwo', 'a\u00a0b']) assert.equal(shownText(text), text);
});

test('blanks of any kind and what nobody sees are blank, letters of any alphabet are not', () => {
  for (const text of [
    '',
    ' ',
    '\u00a0',
    '\u2800',
    '\u3164',
    '\u115f\uffa0',
    '\u200b\u202e',
    '\u0301',
    '\n\t',
  ])
    assert.ok(isBlank(text), JSON.stringify(text));
  for (const text of ['a', '5', '東', 'и\u0306', '-', '👩‍👧']) assert.ok(!isBlank(text), text);
});
