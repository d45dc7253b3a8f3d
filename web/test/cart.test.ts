import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import {
  type Cart,
  MOST_LINES,
  MOST_OF_ONE,
  mergedCarts,
  quantityOf,
  withMore,
  withQuantity,
} from '../app/shop/cart.ts';

const [TEA, CUP, LAMP] = [randomUUID(), randomUUID(), randomUUID()];
const line = (productId: string, quantity: number, seen = 100) => ({ productId, quantity, seen });
const guest = (...lines: Cart['lines']): Cart => ({ owner: null, lines });
const many = (count: number) => Array.from({ length: count }, () => line(randomUUID(), 1));

test('what is put in twice is one line with both, at the price that was seen last', () => {
  const cart = withMore(guest(line(TEA, 2, 100), line(CUP, 1)), line(TEA, 3, 120));
  assert.deepEqual(cart, guest(line(TEA, 5, 120), line(CUP, 1)));
});

test('of one product there are never more than an order takes', () => {
  const cart = withMore(guest(line(TEA, MOST_OF_ONE - 1)), line(TEA, 5));
  assert.deepEqual(cart.lines, [line(TEA, MOST_OF_ONE)]);
  assert.equal(withQuantity(cart, TEA, MOST_OF_ONE + 1).lines[0]!.quantity, MOST_OF_ONE);
  assert.equal(withMore(guest(), line(TEA, 99_999)).lines[0]!.quantity, MOST_OF_ONE);
});

test('a full cart takes more of what is in it, and nothing else', () => {
  const full = guest(...many(MOST_LINES - 1), line(TEA, 1));
  assert.equal(withMore(full, line(CUP, 1)), full);
  assert.equal(withMore(full, line(TEA, 1)).lines.at(-1)!.quantity, 2);
});

test('a quantity of none, or less, takes a line out, and a product that is not there changes nothing', () => {
  const cart = guest(line(TEA, 2), line(CUP, 1));
  assert.deepEqual(withQuantity(cart, TEA, 0), guest(line(CUP, 1)));
  assert.deepEqual(withQuantity(cart, TEA, -3), guest(line(CUP, 1)));
  assert.deepEqual(withQuantity(cart, CUP, 7), guest(line(TEA, 2), line(CUP, 7)));
  assert.deepEqual(withQuantity(cart, LAMP, 7), cart);
});

test('no function changes the cart that it is given', () => {
  const cart = guest(line(TEA, 2));
  const before = structuredClone(cart);
  withMore(cart, line(TEA, 1));
  withQuantity(cart, TEA, 9);
  mergedCarts(cart, [line(TEA, 5), line(CUP, 1)]);
  assert.deepEqual(cart, before);
});

test('merged carts are the member’s, with the larger number of what is in both', () => {
  const own: Cart = { owner: 'anna', lines: [line(TEA, 1, 90), line(CUP, 4, 50)] };
  const { cart, left } = mergedCarts(own, [line(TEA, 3, 100), line(CUP, 2, 55), line(LAMP, 1)]);
  assert.deepEqual(cart, { owner: 'anna', lines: [line(TEA, 3, 100), line(CUP, 4, 55), line(LAMP, 1)] });
  assert.deepEqual(left, []);
});

test('merging loses nothing of anybody’s: what does not fit is given back', () => {
  const own: Cart = { owner: 'anna', lines: many(MOST_LINES - 1) };
  const more = [line(TEA, 2), { ...own.lines[0]!, quantity: 8 }, line(CUP, 3, 55), line(TEA, 5)];
  const { cart, left } = mergedCarts(own, more);
  assert.deepEqual(
    cart.lines.map(({ productId }) => productId),
    [...own.lines.map(({ productId }) => productId), TEA],
  );
  assert.deepEqual([quantityOf(cart, own.lines[0]!.productId), quantityOf(cart, TEA)], [8, 5]);
  assert.deepEqual(left, [line(CUP, 3, 55)]);
});
