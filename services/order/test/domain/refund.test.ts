import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '@sagashop/kernel/ids';
import fc from 'fast-check';
import { lineId, placeOfLine } from '../../src/domain/line-ids.ts';
import type { Line, Order } from '../../src/domain/order.ts';
import { paidOfLines, type Refund, refundVerdict } from '../../src/domain/refund.ts';
import { shareOfPieces, sharesOf } from '../../src/domain/shares.ts';

const amount = fc.integer({ min: 0, max: 1_000_000_000_000 });

test('shares add up to the amount, and none is further than one from its exact part', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 1_000_000_000_000 }), { minLength: 1, maxLength: 100 });
  fc.assert(
    fc.property(amount, weights, (sum, parts) => {
      const shares = sharesOf(sum, parts);
      const all = parts.reduce((total, part) => total + part, 0);
      if (all === 0) return assert.ok(shares.every((share) => share === 0));
      assert.equal(
        shares.reduce((total, share) => total + share, 0),
        sum,
      );
      for (const [at, share] of shares.entries()) {
        const down = Number((BigInt(sum) * BigInt(parts[at]!)) / BigInt(all));
        assert.ok(share === down || share === down + 1);
      }
    }),
  );
});

test('however the pieces of a line are split, they add up to what was paid for it, to the kopeck', () => {
  const line = fc.record({ paid: amount, quantity: fc.integer({ min: 1, max: 10_000 }) });
  fc.assert(
    fc.property(line, fc.array(fc.integer({ min: 1, max: 10_000 }), { maxLength: 40 }), (one, steps) => {
      let [before, sum] = [0, 0];
      for (const step of [...steps, one.quantity]) {
        const pieces = Math.min(step, one.quantity - before);
        const share = shareOfPieces(one, before, pieces);
        assert.ok(Number.isSafeInteger(share) && share >= 0);
        before += pieces;
        sum += share;
      }
      assert.equal(sum, one.paid);
    }),
  );
});

test('whatever is asked in whatever order, what is granted is never more than was paid, and all of it can be', () => {
  const lines = fc.array(
    fc.record({ price: fc.integer({ min: 0, max: 999 }), quantity: fc.integer({ min: 1, max: 5 }) }),
    { minLength: 1, maxLength: 4 },
  );
  const asked = fc.array(
    fc.oneof(
      fc.record({ amount: fc.integer({ min: 1, max: 2000 }) }),
      fc.record({ place: fc.nat(3), quantity: fc.integer({ min: 1, max: 3 }) }),
    ),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(lines, asked, (wanted, asks) => {
      const own = wanted.map((line) => ({ ...line, productId: 'p', name: 'n' })) as Line[];
      const total = own.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
      const order = { id: newId(), status: 'confirmed', wasConfirmed: true, total, cancelAsked: null };
      const refunds: Refund[] = [];
      let refunded = 0;
      const ask = (want: Parameters<typeof refundVerdict>[3]) => {
        const row = { ...order, refunded } as unknown as Order & { cancelAsked: null };
        const verdict = refundVerdict(row, own, refunds, want);
        if (verdict.kind !== 'granted') return;
        refunded += verdict.amount;
        refunds.push({ ...verdict, state: 'settled' } as unknown as Refund);
      };
      for (const each of asks) {
        if ('amount' in each) ask(each);
        else if (each.place < own.length) ask({ lines: [each] });
        assert.ok(refunded <= total);
      }
      if (refunded < total) ask({ amount: total - refunded });
      assert.equal(refunded, total);
      const paid = paidOfLines(total, own);
      for (const [place] of own.entries()) {
        const pieces = refunds.flatMap((each) => each.lines ?? []).filter((each) => each.place === place);
        assert.ok(pieces.reduce((sum, each) => sum + each.amount, 0) <= paid[place]!);
      }
    }),
  );
});

test('a line has an id of its own that is known as its order’s, and as no other’s', () => {
  const [order, other] = [newId(), newId()];
  const lines = Array.from({ length: 100 });
  const ids = lines.map((_, place) => lineId(order, place));
  assert.equal(new Set([...ids, order]).size, 101);
  for (const [place, id] of ids.entries()) {
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(placeOfLine(order, lines, id.toUpperCase()), place);
    assert.equal(placeOfLine(other, lines, id), undefined);
  }
  assert.equal(placeOfLine(order, lines.slice(0, 2), ids[2]!), undefined);
});
