import { done } from '@sagashop/saga/message';
import type { ReturnGoods } from '../sagas/return-goods.ts';
import { settleRefunds } from '../store/refunds.ts';
import { settleReturns } from '../store/returns.ts';
import { type Decision, lockedOrders } from './place-order-decisions.ts';

/**
 * The decisions of the sagas of returns. `noteReturn` is their pivot, and was decided before the saga was written;
 * `settleReturn` notes that money and goods are where they belong.
 */
export const returnDecisions: Record<'noteReturn' | 'settleReturn', Decision> = {
  noteReturn: async (_tx, items) => items.map(() => done()),
  settleReturn: async (tx, items, later) => {
    // What an order says of all its returns is said under its lock.
    await lockedOrders(tx, items);
    const receipts = items.map(({ order, data }) => ({ order, id: (data as ReturnGoods).cause }));
    later(() => settleReturns(tx, receipts));
    later(() => settleRefunds(tx, receipts));
    return items.map(() => done());
  },
};
