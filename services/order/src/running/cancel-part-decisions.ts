import { done } from '@sagashop/saga/message';
import type { CancelPart } from '../sagas/cancel-part.ts';
import { settleParts } from '../store/parts.ts';
import { settleRefunds } from '../store/refunds.ts';
import type { Decision } from './place-order-decisions.ts';

/**
 * The decisions of the cancel-part saga. `withdrawPieces` is its pivot, and was decided before the saga was written;
 * `settlePart` notes that money and goods are back.
 */
export const cancelPartDecisions: Record<'withdrawPieces' | 'settlePart', Decision> = {
  withdrawPieces: async (_tx, items) => items.map(() => done()),
  settlePart: async (tx, items, later) => {
    const parts = items.map(({ order, data }) => ({ order, id: (data as CancelPart).cause }));
    later(() => settleParts(tx, parts));
    later(() => settleRefunds(tx, parts));
    return items.map(() => done());
  },
};
