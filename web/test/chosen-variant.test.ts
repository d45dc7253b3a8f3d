import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asVariant, choicesOf, chosenVariant } from '../app/product/chosen-variant.ts';
import type { ProductDetails } from '../app/shop/api-types';

const variant = (id: string, options: Record<string, string>, availability = 'in_stock') => ({
  ...{ id, options, availability, name: Object.values(options).join(', ') },
  price: { amount: 100, currency: 'RUB' },
});
const size = { key: 'size', name: 'Size', values: ['S', 'M'].map((value) => ({ value, name: value })) };
const colour = {
  ...{ key: 'colour', name: 'Colour' },
  values: ['red', 'blue'].map((value) => ({ value, name: value })),
};
const shirt = {
  ...{
    id: 'shirt',
    name: 'T-shirt',
    picture: '/p.svg',
    availability: 'low',
    left: 3,
    options: [size, colour],
  },
  price: { amount: 90, currency: 'RUB' },
  priceTo: { amount: 100, currency: 'RUB' },
  pictures: [
    { url: '/p.svg', alt: 'front' },
    { url: '/b.svg', alt: 'blue' },
  ],
  variants: [
    variant('rs', { size: 'S', colour: 'red' }, 'out'),
    variant('rm', { size: 'M', colour: 'red' }),
    variant('bs', { size: 'S', colour: 'blue' }),
  ],
} as unknown as ProductDetails;
const variants = shirt.variants!;

test('a product is shown as the variant that is asked for, else as the first that can be had', () => {
  assert.equal(chosenVariant(shirt, 'BS')?.id, 'bs');
  for (const asked of [null, '', 'nonsense']) assert.equal(chosenVariant(shirt, asked)?.id, 'rm');
  assert.equal(chosenVariant({ variants: [variants[0]!] }, null)?.id, 'rs');
  assert.equal(chosenVariant({}, 'rs'), undefined);
});

test('as a variant it has that one’s id, name, price and picture, and not what is left of another', () => {
  const blue = { ...variants[2]!, picture: '/b.svg' };
  const { id, name, price, priceTo, left, availability, pictures } = asVariant(shirt, blue);
  assert.deepEqual([id, name, price.amount, priceTo], ['bs', 'T-shirt, S, blue', 100, undefined]);
  assert.deepEqual([left, availability], [undefined, 'in_stock']);
  assert.deepEqual(
    pictures.map(({ alt }) => alt),
    ['blue', 'front'],
  );
  assert.equal(asVariant(shirt, undefined), shirt);
});

test('each value says where it leads, and in words what it cannot be', () => {
  const of = (option: typeof size, id: string) =>
    choicesOf(option, shirt, variants.find((one) => one.id === id)!).map(({ value, is, leadsTo }) => [
      value,
      is,
      leadsTo,
    ]);
  assert.deepEqual(of(size, 'rm'), [
    ['S', 'out', 'rs'],
    ['M', 'chosen', 'rm'],
  ]);
  const [, blue] = choicesOf(colour, shirt, variants[1]!);
  assert.equal(blue?.what, 'S');
  assert.deepEqual(of(colour, 'rm'), [
    ['red', 'chosen', 'rm'],
    ['blue', 'other', 'bs'],
  ]);
});
