import { done, refused } from '@sagashop/saga/message';
import type { OrderPlan } from '@sagashop/saga/simulate/world';
import type { Mistake } from './mistake.ts';
import type { Decide, Decision, Row, ShopWish } from './orders.ts';

const withConfirm = (spoiled: (confirm: Decision) => Decision): Mistake => ({
  world: (world) => ({
    ...world,
    decisions: { ...world.decisions, confirm: spoiled(world.decisions['confirm']!) },
  }),
});

/** What somebody wants of an order is decided wrongly; `spoilt` is made anew for each order. */
const withDecide = (spoilt: () => (own: Decide) => Decide): Mistake => ({
  world: (world) => ({
    ...world,
    scene(random) {
      const scene = world.scene(random);
      return { ...scene, orders: scene.orders.map((plan) => decidedBy(plan, spoilt())) };
    },
  }),
});

const decidedBy = (plan: OrderPlan<Row>, spoilt: (own: Decide) => Decide): OrderPlan<Row> => ({
  ...plan,
  wishes: (plan.wishes ?? []).map((wish) => ({
    at: wish.at,
    ...(wish as ShopWish & typeof wish).decidedBy(spoilt),
  })),
});

/** An order's row as a mistaken decision sees it, and what of its outcome is written over the row as it is. */
interface Sight {
  sees(row: Row): Row;
  writes(row: Row, after: Row, seen: Row): Row;
}

/** What somebody wants of an order is decided on another row than the one that is locked. */
const withSight = (sight: () => Sight): Mistake =>
  withDecide(() => {
    const { sees, writes } = sight();
    return (own) =>
      (row, ...about) => {
        const seen = sees(row);
        const decided = own(seen, ...about);
        return decided.rows === seen
          ? { rows: row, sagas: [] }
          : { ...decided, rows: writes(row, decided.rows, seen) };
      };
  });

/** What went back before is not seen, and is added to all the same. */
const blindToRefunds: Sight = {
  sees: (row) => ({ ...row, refunds: [], order: { ...row.order, refunded: null } }),
  writes: (row, after) => {
    const refunded = (row.order.refunded ?? 0) + (after.order.refunded ?? 0) || null;
    return { ...after, refunds: [...row.refunds, ...after.refunds], order: { ...after.order, refunded } };
  },
};

/** Pieces are read before the lock is had: as they were when somebody last came. */
function staleCounters(): Sight {
  let before: Row | undefined;
  return {
    sees: (row) => {
      const seen = before ? { ...row, lines: before.lines } : row;
      before = row;
      return seen;
    },
    writes: (_row, after) => after,
  };
}

/** Returns or withdrawals that are seen as something else; those that nothing is decided about stay as they are. */
const seenAs = <K extends 'returns' | 'withdrawals'>(
  what: K,
  as: (one: Row[K][number]) => Row[K][number],
): Sight => ({
  sees: (row) => ({ ...row, [what]: row[what].map(as) }),
  writes: (row, after, seen) => ({
    ...after,
    [what]: after[what].map((one, at) => (one === seen[what][at] ? row[what][at]! : one)),
  }),
});

/** Nobody looks how a return stands before noting what has come of it. */
const returnsWithoutState = seenAs('returns', (one) =>
  one.receipt === null ? one : { ...one, state: 'approved' },
);

/** A withdrawal that was revoked is due like any other. */
const revokedAsOpen = seenAs('withdrawals', (one) => (one.wasRevoked ? { ...one, state: 'confirmed' } : one));

/** An order's row is decided about wrongly. */
export const MISTAKES_OF_ORDERS: Record<string, Mistake> = {
  'money goes back without a look at what went back before': withSight(() => blindToRefunds),
  'pieces are counted on a row that was read before it was locked': withSight(staleCounters),
  'a return that has come is received once more': withSight(() => returnsWithoutState),
  'a withdrawal that was revoked is carried out all the same': withSight(() => revokedAsOpen),
  'the pivot overlooks that a customer has cancelled': withConfirm(() => (row) => ({
    reply: done(),
    row: { ...row, order: { ...row.order, status: 'confirmed', wasConfirmed: true } },
  })),
  'the pivot, asked again, forgets what it has decided': withConfirm(
    (confirm) => (row, item) =>
      row.order.cancelAsked ? { reply: refused(row.order.cancelAsked), row } : confirm(row, item),
  ),
};
