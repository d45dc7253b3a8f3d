import { done, refused } from '../../packages/saga/src/message.ts';
import type { Wished, World } from '../../packages/saga/src/simulate/world.ts';

/** An order's row, as far as sagas know it. */
export interface Row {
  readonly status: 'pending' | 'confirmed' | 'cancelled';
  readonly reason: string | null;
  /** Somebody wants it cancelled: its pivot finds that. */
  readonly cancelAsked: string | null;
}

/** What order decides about its rows: the pivot refuses an order that is marked, and both may be asked again. */
export const decisions: World<Row>['decisions'] = {
  confirm: (row) => {
    if (row.cancelAsked) return { reply: refused(row.cancelAsked), row };
    if (row.status === 'cancelled') return { reply: refused(row.reason ?? 'timed_out'), row };
    return { reply: done(), row: { ...row, status: 'confirmed' } };
  },
  cancel: (row, { reason }) => {
    if (row.status === 'cancelled') return { reply: done(), row };
    return { reply: done(), row: { ...row, status: 'cancelled', reason: reason?.code ?? 'timed_out' } };
  },
};

/** A customer wants an order cancelled: a pending one is only marked. */
export function cancelled(row: Row): Wished<Row> {
  return row.status === 'pending' ? { row: { ...row, cancelAsked: 'cancelled_by_customer' } } : {};
}
