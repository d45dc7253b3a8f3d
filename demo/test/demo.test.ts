import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { priceIn } from '../../cli/src/fill-demo-shop.ts';
import { demoCategories, demoCouriers, demoProducts, demoVariants } from '../demo.ts';
import { FACTS, MORE_PICTURES } from '../goods/details.ts';

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

test('every product has facts in both languages, and each picture is there, one of its own', () => {
  for (const { name, facts, pictures } of demoProducts) {
    assert.ok(facts.length >= 3 && facts.length <= 20, name.en);
    assert.equal(new Set(facts.map(({ key }) => key)).size, facts.length, name.en);
    for (const fact of facts)
      for (const text of [fact.name.en, fact.name.ru, fact.value.en, fact.value.ru])
        assert.ok(text && text.length <= 80, `${name.en}: ${fact.key}`);
    for (const { url } of pictures) assert.ok(existsSync(new URL(`..${url}`, import.meta.url)), url);
  }
  const drawings = demoProducts.flatMap(({ pictures }) => pictures.map(({ url }) => url));
  const contents = new Set(drawings.map((url) => readFileSync(new URL(`..${url}`, import.meta.url), 'utf8')));
  assert.equal(contents.size, drawings.length);
  assert.ok(demoProducts.filter(({ pictures }) => pictures.length > 1).length >= 12);
  const known = new Set(demoProducts.map(({ name }) => name.en));
  assert.deepEqual(
    [...FACTS.keys(), ...MORE_PICTURES.keys()].filter((name) => !known.has(name)),
    [],
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

test('three products can be had in sizes or colours, said in both languages, at their own price as the first', () => {
  assert.ok(demoVariants.size >= 3);
  for (const [name, { options, variants }] of demoVariants) {
    const product = demoProducts.find((one) => one.name.en === name);
    assert.equal(product?.price, variants[0]!.price, name);
    assert.ok(!product!.facts.some(({ key }) => options.some((option) => option.key === key)), name);
    const said = variants.map((one) => JSON.stringify(one.options));
    assert.equal(new Set(said).size, variants.length, name);
    for (const { options: of, picture } of variants) {
      for (const { key, values } of options)
        assert.ok(
          values.some(({ value }) => value === of[key]),
          name,
        );
      if (picture) assert.ok(existsSync(new URL(`..${picture}`, import.meta.url)), picture);
    }
  }
});
