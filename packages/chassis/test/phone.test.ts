import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isPhone, tidyPhone } from '../src/text/phone.ts';

test('numbers as they are written in many countries are taken, and kept as they were written', () => {
  const numbers = [
    '+49 (0)30/123 456-78',
    '0049 30 123456',
    '0032 2/123.45.67',
    '+32 (0)2 123 45 67',
    '030/12 34-0',
  ];
  numbers.push(
    '(555) 123-4567',
    '555.123.4567',
    '[030] 12 34',
    '+7 (900) 000-00-00',
    '8 (495) 123-45-67',
    '112',
    '',
  );
  numbers.push(
    '(555) 123-4567 ext. 12',
    '555.123.4567x12',
    '+1 555 123 4567;ext=12',
    '8 495 123-45-67, доб. 12',
  );
  numbers.push('+32 2 123 45 67 toestel 12', '01 23 45 67 89 poste 4', '030 1234 DW 17', '555 1234 #9');
  for (const number of numbers) assert.deepEqual([tidyPhone(number), isPhone(number)], [number, true]);
});

test('special blanks, dashes, wide digits and direction marks become plain', () => {
  assert.equal(tidyPhone('\u202a+1\u00a0(555)\u2009123\u20114567\u202c'), '+1 (555) 123-4567');
  assert.equal(tidyPhone('+33\u202f1\u202f23\u202f45\u202f67\u202f89\u200e'), '+33 1 23 45 67 89');
  assert.equal(tidyPhone('030 – 12\u221234'), '030 - 12-34');
  assert.equal(tidyPhone(' ＋４９ ３０ １２ '), '+49 30 12');
});

test('what is no number is none', () => {
  for (const text of [
    'call me',
    'ext. 12',
    'x12',
    '555 1234 ext.',
    '12e5',
    '<b>5</b>',
    '5'.repeat(41),
    '12 ext. 34 ext. 5',
  ])
    assert.ok(!isPhone(tidyPhone(text)), text);
});

test('a tidy number stays as it is, and whatever has digits and signs of numbers is one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) =>
      assert.equal(tidyPhone(tidyPhone(text)), tidyPhone(text)),
    ),
  );
  const signs = fc.constantFrom(...'0123456789()+./-\u2010\u2013\u00a0\u2009\u202f ');
  fc.assert(
    fc.property(fc.string({ unit: signs, maxLength: 40 }), (text) => assert.ok(isPhone(tidyPhone(text)))),
  );
});
