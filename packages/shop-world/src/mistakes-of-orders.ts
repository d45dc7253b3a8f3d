import { refundOrderSaga } from '@sagashop/order/simulated';
import { done, refused } from '@sagashop/saga/message';
import type { OrderPlan } from '@sagashop/saga/simulate/world';
import type { SagaState } from '@sagashop/saga/state';
import type { Mistake } from './mistake.ts';
import type { Decision, Row } from './orders.ts';

const withConfirm = (spoiled: (confirm: Decision) => Decision): Mistake => ({
  world: (world) => ({
    ...world,
    decisions: { ...world.decisions, confirm: spoiled(world.decisions['confirm']!) },
  }),
});

/** Refunds that are judged as if each were the first. */
function withBlindRefunds(plan: OrderPlan<Row>): OrderPlan<Row> {
  const wishes = plan.wishes?.map((wish) => ({
    ...wish,
    ask(row: Row, sagas: readonly SagaState[]) {
      const wished = wish.ask({ ...row, refunded: 0 }, sagas);
      if (!wished.row || wished.saga?.definition !== refundOrderSaga) return wish.ask(row, sagas);
      return { ...wished, row: { ...wished.row, refunded: row.refunded + wished.row.refunded } };
    },
  }));
  return { ...plan, ...(wishes && { wishes }) };
}

/** An order's row is decided about wrongly. */
export const MISTAKES_OF_ORDERS: Record<string, Mistake> = {
  'a refund is granted without a look at what went back before': {
    world: (world) => ({
      ...world,
      scene(random) {
        const scene = world.scene(random);
        return { ...scene, orders: scene.orders.map(withBlindRefunds) };
      },
    }),
  },
  'the pivot overlooks that a customer has cancelled': withConfirm(() => (row) => ({
    reply: done(),
    row: { ...row, status: 'confirmed', paid: true },
  })),
  'the pivot, asked again, forgets what it has decided': withConfirm(
    (confirm) => (row, item) =>
      row.cancelAsked ? { reply: refused(row.cancelAsked), row } : confirm(row, item),
  ),
};
