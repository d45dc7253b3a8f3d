import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressWith, CLEARED, chosenIn, isNarrowed } from '../app/listing/chosen.ts';

const read = (query: string, language: 'en' | 'ru' = 'en') =>
  chosenIn(new URLSearchParams(query), { language, currency: 'RUB' });
const again = (query: string) => addressWith('/search', read(query).chosen, {});

test('several shelves stand in an address one by one or with commas, each once, and what is no slug does not', () => {
  const { category } = read('category=tea&category=coffee,books&category=tea&category=A b&category=').chosen;
  assert.deepEqual(category, ['tea', 'coffee', 'books']);
  assert.equal(again('category=tea,coffee'), '/search?category=tea&category=coffee');
  const many = Array.from({ length: 30 }, (_, n) => `s-${n}`).join();
  assert.equal(read(`category=${many}`).chosen.category.length, 20);
});

test('prices that stand the wrong way round are swapped, and it is said', () => {
  const { chosen, swapped } = read('min=2000&max=1000.50');
  assert.deepEqual([chosen.min, chosen.max, swapped], ['1000.50', '2000', true]);
  assert.equal(read('min=1 000,5&max=999', 'ru').chosen.min, '999');
  for (const query of ['min=1000&max=2000', 'min=5&max=5', 'min=5', 'max=5', 'min=5&max=0', 'min=x&max=5'])
    assert.equal(read(query).swapped, false, query);
});

test('an end of the prices that is none is left out and said, the other one counts', () => {
  const { chosen, wrong } = read('min=abc&max=500');
  assert.deepEqual([chosen.min, chosen.max, wrong.min?.typed, wrong.max], ['', '500', 'abc', undefined]);
});

test('how many are shown is a number of steps, and never more than a page has', () => {
  const shown = (text: string) => read(`shown=${text}`).chosen.shown;
  assert.deepEqual(
    ['', '24', '25', '48', '96', '97', '999', '5000', '-1', '1e3', 'x', '0'].map(shown),
    [24, 24, 48, 48, 96, 96, 96, 24, 24, 24, 24, 24],
  );
});

test('a new choice begins at the first page; what is as it is anyway stands in no address', () => {
  const { chosen } = read('q=tea&category=tea&min=1&stock=1&sort=price&shown=72&cursor=abc');
  assert.equal(addressWith('/search', chosen, { min: '' }), '/search?q=tea&category=tea&stock=1&sort=price');
  assert.equal(addressWith('/c/tea', { ...chosen, ...CLEARED, q: '', sort: '' }, {}), '/c/tea');
  assert.match(addressWith('/search', chosen, { shown: 96, cursor: 'abc' }), /shown=96&cursor=abc$/);
  for (const query of ['sort=newest', 'q=&sort=relevance']) assert.equal(again(query), '/search', query);
  assert.equal(again('q=tea&sort=relevance'), '/search?q=tea');
  assert.equal(again('q=tea&sort=newest'), '/search?q=tea&sort=newest');
  assert.equal(again('sort=relevance&stock=0&shown=24&max=000'), '/search');
  assert.deepEqual([isNarrowed(chosen), isNarrowed({ ...chosen, ...CLEARED })], [true, false]);
});
