import { done } from '@sagashop/saga/message';
import type { Decision } from './place-order-decisions.ts';

/** The pivot of the saga that tells of a withdrawal: it was decided before its saga was written. */
export const withdrawalDecisions: Record<'declare', Decision> = {
  declare: async (_tx, items) => items.map(() => done()),
};
