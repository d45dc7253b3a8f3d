import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { levelOf } from '../../src/domain/goods.ts';
import { putBack, release, reserve, type Store, take } from '../../src/domain/reservation.ts';

test('what is available decides the level', () => {
  assert.deepEqual([-1, 0, 1, 5, 6].map(levelOf), ['out', 'out', 'low', 'low', 'in_stock']);
});

test('whatever comes in whatever order, what is reserved is what open reservations say, and is there', () => {
  const step = fc.record({
    verb: fc.constantFrom('reserve', 'release', 'take', 'return'),
    order: fc.constantFrom('a', 'b', 'c'),
    lines: fc.array(
      fc.record({ product: fc.constantFrom('x', 'y', 'z'), quantity: fc.integer({ min: 1, max: 4 }) }),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
    late: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const goods = ['x', 'y'].map((productId) => ({
        productId,
        onHand: 5,
        reserved: 0,
        availability: 'low' as const,
        was: 5,
        had: 5,
        threshold: null,
      }));
      const store: Store = {
        reservations: new Map(),
        goods: new Map(goods.map((each) => [each.productId, each])),
        moves: [],
        parts: new Map(),
      };
      for (const { verb, order, lines, late } of steps) {
        try {
          if (verb === 'reserve') reserve(store, order, lines, late);
          else if (verb === 'release') release(store, order);
          else if (verb === 'take') take(store, order);
          else putBack(store, order);
        } catch {
          // a fault; it must have changed nothing
        }
        for (const each of goods) {
          assert.equal(each.reserved, sum(store, each.productId, 'reserved'));
          assert.equal(each.onHand, 5 - sum(store, each.productId, 'taken'));
          assert.ok(0 <= each.reserved && each.reserved <= each.onHand);
        }
      }
    }),
  );
});

function sum(store: Store, productId: string, state: string): number {
  return [...store.reservations.values()]
    .filter((row) => row.state === state)
    .reduce((total, row) => total + (row.quantities[row.productIds.indexOf(productId)] ?? 0), 0);
}
