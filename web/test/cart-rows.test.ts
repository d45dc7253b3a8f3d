import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cartRows, sumOf } from '../app/cart/cart-rows.ts';
import type { PricedLine } from '../app/shop/priced-cart.server.ts';

const line = (productId: string, quantity = 1, amount = 100) =>
  ({ productId, quantity, product: { price: { amount, currency: 'RUB' } }, before: null }) as PricedLine;
const out = (productId: string, at: number) => ({
  line: { productId, quantity: 1, seen: 100 },
  name: productId,
  at,
});
const shown = (rows: ReturnType<typeof cartRows>) =>
  rows.map((row) => (row.removed ? `(${row.removed.name} ${row.before})` : row.line.productId)).join(' ');

test('what was taken out keeps its place, whether the shop has heard of it or not', () => {
  const lines = [line('A'), line('B'), line('C'), line('D')];
  assert.equal(shown(cartRows(lines, {}, [out('B', 1)])), 'A (B 1) C D');
  const left = [line('A'), line('D')];
  assert.equal(shown(cartRows(left, {}, [out('C', 2), out('B', 1)])), 'A (B 1) (C 1) D');
  assert.equal(shown(cartRows([], {}, [out('A', 0)])), '(A 0)');
});

test('the sum is of the quantities that are wanted, without what was taken out or cannot be had', () => {
  const gone = { ...line('X'), product: null };
  const rows = cartRows([line('A', 2, 300), line('B', 1, 50), gone], { A: 3 }, [out('B', 1)]);
  assert.equal(sumOf(rows), 900);
});
