import assert from 'node:assert/strict';
import { test } from 'node:test';
import { priceRangeText } from '../app/listing/price-range.ts';

const say = ((key: string, values: Record<string, string>) =>
  [key, ...Object.values(values)].join(' ')) as never;
const read = (min: string, max: string, currency = 'USD') =>
  priceRangeText({ min, max }, currency, 'en', say);

test('a band of prices ends at a whole amount, any other end reads as it is', () => {
  assert.equal(read('200', '499.99'), 'list.between $200 $500');
  assert.equal(read('', '99.99'), 'list.atMost $100');
  assert.equal(read('200', '500'), 'list.between $200 $500');
  assert.equal(read('199.99', '499.90'), 'list.between $199.99 $499.90');
  assert.equal(read('199.99', ''), 'list.atLeast $199.99');
});

test('where the currency has no smaller part each amount is whole', () => {
  assert.equal(read('200', '499', 'JPY'), 'list.between ¥200 ¥499');
});
