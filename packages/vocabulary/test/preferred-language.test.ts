import assert from 'node:assert/strict';
import { test } from 'node:test';
import { preferredLanguage } from '../src/preferred-language.ts';

test('the language is the one with the largest weight that the shop speaks, else English', () => {
  const headers: [string | undefined, string][] = [
    [undefined, 'en'],
    ['', 'en'],
    ['ru', 'ru'],
    ['RU-ru', 'ru'],
    ['de, fr;q=0.9', 'en'],
    ['de, ru;q=0.3, *;q=0.1', 'ru'],
    ['en;q=0.5, ru;q=0.8', 'ru'],
    ['ru;q=0.8, en;q=0.8', 'ru'],
    ['ru;q=0, en;q=0.1', 'en'],
    ['ru ; q=0.9 , en-GB', 'en'],
    ['rum', 'en'],
    [';;,,;q=', 'en'],
    ['ru,'.repeat(5000), 'ru'],
  ];
  for (const [header, language] of headers) assert.equal(preferredLanguage(header), language, header);
});
