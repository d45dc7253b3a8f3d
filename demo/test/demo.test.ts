import assert from 'node:assert/strict';
import { test } from 'node:test';
import { priceIn } from '../../cli/src/fill-demo-shop.ts';
import { demoCategories, demoCouriers, demoProducts } from '../demo.ts';

test('the demo shop has 80 products and more, ten and more in each of eight categories', () => {
  assert.ok(demoProducts.length >= 80 && demoCategories.length >= 8);
  for (const { slug } of demoCategories) {
    assert.ok(demoProducts.filter((product) => product.categorySlug === slug).length >= 10, slug);
  }
});

test('every product has names and descriptions of its own in both languages, and a price', () => {
  for (const language of ['en', 'ru'] as const) {
    assert.equal(new Set(demoProducts.map(({ name }) => name[language])).size, demoProducts.length);
    assert.equal(
      new Set(demoProducts.map(({ description }) => description[language])).size,
      demoProducts.length,
    );
  }
  const russian = demoProducts.flatMap(({ name, description }) => [name.ru, description.ru]);
  assert.deepEqual(
    russian.filter((text) => !/[а-яё]/i.test(text)),
    [],
  );
  assert.ok(
    demoProducts.every(({ price }) => Number.isInteger(price) && price >= 10_000 && price < 2_000_000),
  );
});

test('a demo price is as many of the shop’s currency, whatever its minor unit', () => {
  assert.deepEqual(
    ['RUB', 'JPY', 'KWD'].map((currency) => priceIn(currency, 129_900)),
    [129_900, 1_299, 1_299_000],
  );
});

test('one product is sold out, some are nearly so, and couriers can bring the rest', () => {
  assert.equal(demoProducts.filter(({ stock }) => stock === 0).length, 1);
  assert.ok(demoProducts.filter(({ stock }) => stock > 0 && stock <= 5).length >= 4);
  assert.equal(demoCouriers.length, 4);
});
