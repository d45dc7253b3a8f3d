import { decodeState } from '@sagashop/saga/encode';
import type { Order } from '../domain/order.ts';
import type { Milestones } from '../domain/receipt.ts';
import { stepKey } from './definitions.ts';
import type { SagaRow } from './timeline.ts';

/** The steps that make a milestone when they are done, by their keys. */
const MADE_BY: Record<string, keyof Milestones> = {
  confirm: 'confirmedAt',
  'capture-money': 'paidAt',
  cancel: 'cancelledAt',
  withdraw: 'cancelledAt',
  'refund-money': 'refundedAt',
};

/** An order's milestones, read off its sagas. One that was refused before its saga was cancelled as it was placed. */
export function milestonesOf(order: Order, sagas: readonly SagaRow[]): Milestones {
  const placedAt = order.createdAt.toISOString();
  const milestones: Milestones = { placedAt };
  for (const { definition, data } of sagas) {
    for (const { name, phase, status, endedAt } of decodeState(data).steps) {
      const made = phase === 'do' && status === 'done' && MADE_BY[stepKey(definition, name) ?? ''];
      if (made && endedAt) milestones[made] = endedAt;
    }
  }
  if (order.status === 'cancelled') milestones.cancelledAt ??= placedAt;
  return milestones;
}
