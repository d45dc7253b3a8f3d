import { isOpen, TRANSITIONS } from '@sagashop/order/simulated';
import type { OrderRows } from './order-rows.ts';

/**
 * What a decision of the sagas that follow an order does to its rows, as often as it is asked for; undefined where it is refused.
 */
export function decideStep<R extends OrderRows>(rows: R, decision: string, data: unknown): R | undefined {
  const { cause, reason = '' } = data as { cause?: string; reason?: string };
  if (decision === 'withdraw') return withdraw(rows, reason);
  if (!decision.startsWith('settle')) return rows;
  return {
    ...rows,
    refunds: rows.refunds.map((one) => (one.id === cause ? { ...one, state: 'settled' as const } : one)),
    parts: rows.parts.map((one) => (one.id === cause ? { ...one, settled: true } : one)),
    returns: rows.returns.map((one) => (one.receipt === cause ? { ...one, state: 'settled' as const } : one)),
  };
}

function withdraw<R extends OrderRows>(rows: R, reason: string): R | undefined {
  const { order } = rows;
  if (order.status === 'cancelled') return rows;
  if (order.goods != null || !TRANSITIONS[order.status].includes('cancelled')) return undefined;
  return {
    ...rows,
    order: { ...order, status: 'cancelled', reason, cancelAsked: null },
    parcels: rows.parcels.map((one) => (isOpen(one) ? { ...one, state: 'cancelled' as const } : one)),
  };
}

/** A wish to cancel that cannot come true any more is taken back. */
export const unmarked = <R extends OrderRows>(rows: R): R => ({
  ...rows,
  order: { ...rows.order, cancelAsked: null },
});
