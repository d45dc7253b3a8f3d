import { done, refused } from '@sagashop/saga/message';
import type { OrderPlan } from '@sagashop/saga/simulate/world';
import type { Mistake } from './mistake.ts';
import type { Decision, Row } from './orders.ts';

const withConfirm = (spoiled: (confirm: Decision) => Decision): Mistake => ({
  world: (world) => ({
    ...world,
    decisions: { ...world.decisions, confirm: spoiled(world.decisions['confirm']!) },
  }),
});

/** An order's row as a mistaken decision sees it, and what of its outcome is written over the row as it is. */
interface Sight {
  sees(row: Row): Row;
  writes(row: Row, after: Row, seen: Row): Row;
}

/** What somebody wants of an order is decided on another row than the one that is locked. */
const withSight = (sight: () => Sight): Mistake => ({
  world: (world) => ({
    ...world,
    scene(random) {
      const scene = world.scene(random);
      return { ...scene, orders: scene.orders.map((plan) => blinded(plan, sight())) };
    },
  }),
});

function blinded(plan: OrderPlan<Row>, { sees, writes }: Sight): OrderPlan<Row> {
  const wishes = plan.wishes?.map((wish) => ({
    ...wish,
    ask(row: Row, sagas: Parameters<typeof wish.ask>[1]) {
      const seen = sees(row);
      const wished = wish.ask(seen, sagas);
      return wished.row ? { ...wished, row: writes(row, wished.row, seen) } : wished;
    },
  }));
  return { ...plan, ...(wishes && { wishes }) };
}

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

/** An order's row is decided about wrongly. */
export const MISTAKES_OF_ORDERS: Record<string, Mistake> = {
  'money goes back without a look at what went back before': withSight(() => blindToRefunds),
  'pieces are counted on a row that was read before it was locked': withSight(staleCounters),
  'the pivot overlooks that a customer has cancelled': withConfirm(() => (row) => ({
    reply: done(),
    row: { ...row, order: { ...row.order, status: 'confirmed', wasConfirmed: true } },
  })),
  'the pivot, asked again, forgets what it has decided': withConfirm(
    (confirm) => (row, item) =>
      row.order.cancelAsked ? { reply: refused(row.order.cancelAsked), row } : confirm(row, item),
  ),
};
