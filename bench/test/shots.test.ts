import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Asked } from '../scenarios.ts';
import { customerOf, shotsOf } from '../shots.ts';

const product = (id: string) => ({ id, name: id, price: 100 });
const props = {
  customers: ['a', 'b', 'c'].map((id) => ({ id, token: `token-${id}` })),
  products: ['p1', 'p2', 'p3'].map(product),
  soldOut: ['gone'].map(product),
  couriers: [],
};
const shots = (asked: Asked) => Array.from({ length: 60 }, (_, index) => shotsOf(asked, props)(index));
const ordered = (asked: Asked) =>
  shots(asked).map(({ body }) => JSON.parse(body!).lines[0].productId as string);
const tokens = (asked: Asked) => new Set(shots(asked).map(({ headers }) => headers[3]));

test('an order is any customer’s for any product, each with a key of its own', () => {
  assert.equal(tokens('order').size, 3);
  assert.equal(new Set(ordered('order')).size, 3);
  assert.equal(new Set(shots('order').map(({ headers }) => headers[5])).size, 60);
});

test('hot spots are all for one product, all by one customer, or every second one sold out', () => {
  assert.deepEqual([...new Set(ordered('hot-product'))], ['p1']);
  assert.deepEqual([...tokens('hot-customer')], ['Bearer token-a']);
  assert.equal(customerOf('hot-customer', props, 7).id, 'a');
  assert.equal(ordered('half-refused').filter((id) => id === 'gone').length, 30);
});

test('pages of the catalogue differ from one another', () => {
  const paths = (asked: Asked) => new Set(shots(asked).map(({ path }) => path));
  assert.equal(paths('list').size, 12);
  assert.ok([...paths('search')].every((path) => path.startsWith('/api/products?search=')));
});

test('a page is one visitor’s by their cart, or the same for everybody', () => {
  const [own, kept] = [shots('page'), shots('kept-page')];
  assert.ok([...own, ...kept].every(({ path }) => /^\/p\/p[123]$/.test(path)));
  assert.ok(own.every(({ headers }) => headers.includes('sagashop_cart=guest~p1.1.100')));
  assert.ok(kept.every(({ headers }) => !headers.includes('cookie')));
});
