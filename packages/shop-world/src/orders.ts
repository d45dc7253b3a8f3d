import {
  type CancelOrder,
  cancellationVerdict,
  cancelOrderSaga,
  type Order,
  type RefundOrder,
  refundOrderSaga,
  refundVerdict,
} from '@sagashop/order/simulated';
import { done, refused } from '@sagashop/saga/message';
import type { Wish, Wished, World } from '@sagashop/saga/simulate/world';
import type { SagaState } from '@sagashop/saga/state';

/** An order's row, as far as sagas know it. */
export interface Row {
  readonly status: 'pending' | 'confirmed' | 'cancelled';
  readonly reason: string | null;
  /** Somebody wants it cancelled: the pivot of its saga finds that, or its next saga comes of it. */
  readonly cancelAsked: string | null;
  /** Somebody wanted it cancelled before it was confirmed. */
  readonly early: boolean;
  /** It was confirmed once. */
  readonly paid: boolean;
  readonly total: number;
  /** What goes back of the total while the order stands: the sum, by cause, and what is noted as settled. */
  readonly refunded: number;
  readonly causes: readonly string[];
  readonly settled: readonly string[];
}

export type Decision = World<Row>['decisions'][string];

/** What order decides about its rows. Each may be asked again about what it has decided. */
export const decisions: World<Row>['decisions'] = {
  confirm: (row) => {
    if (row.status === 'confirmed') return { reply: done(), row };
    if (row.cancelAsked) return { reply: refused(row.cancelAsked), row };
    if (row.status === 'cancelled') return { reply: refused(row.reason ?? 'timed_out'), row };
    return { reply: done(), row: { ...row, status: 'confirmed', paid: true } };
  },
  cancel: (row, { reason }) => {
    if (row.status === 'cancelled') return { reply: done(), row };
    return { reply: done(), row: { ...row, status: 'cancelled', reason: reason?.code ?? 'timed_out' } };
  },
  withdraw: (row, { data }) => {
    if (row.status === 'cancelled') return { reply: done(), row };
    if (row.status !== 'confirmed') return { reply: refused('not_cancellable'), row };
    return { reply: done(), row: { ...row, status: 'cancelled', reason: (data as CancelOrder).reason } };
  },
  grant: (row) => ({ reply: done(), row }),
  settle: (row, { data }) => {
    const { cause } = data as RefundOrder;
    const settled = row.settled.includes(cause) ? row.settled : [...row.settled, cause];
    return { reply: done(), row: { ...row, settled } };
  },
};

/** Staff want a part of an order's money back; `judged` decides, as the shop does, on the row as it is. */
export function refunding(order: string, data: RefundOrder, judged = refundVerdict): Omit<Wish<Row>, 'at'> {
  const { cause, amount } = data;
  return {
    says: `wants ${amount} back`,
    ask(row): Wished<Row> {
      if (row.causes.includes(cause)) return {};
      const locked = { ...row, wasConfirmed: row.paid } as unknown as Order & Row;
      if (judged(locked, [], [], { amount }).kind !== 'granted') return {};
      const saga = { id: `refund ${cause}`, order, definition: refundOrderSaga, data };
      return { row: { ...row, refunded: row.refunded + amount, causes: [...row.causes, cause] }, saga };
    },
    honour: () => ({}),
  };
}

type Sagas = readonly SagaState[];

/** A customer wants an order cancelled: that is deferred while a saga of the order runs. */
export function wishing(order: string, data: CancelOrder) {
  const begun = (row: Row): Wished<Row> => {
    const saga = { id: `cancel of ${order}`, order, definition: cancelOrderSaga, data };
    return { row, saga };
  };
  const verdict = (row: Row, sagas: Sagas) =>
    cancellationVerdict(
      row.status,
      sagas.some(({ ended }) => !ended),
    );
  return {
    says: 'wants it cancelled',
    ask(row: Row, sagas: Sagas): Wished<Row> {
      const early = row.early || row.status === 'pending';
      const marked = { ...row, early, cancelAsked: row.cancelAsked ?? data.reason };
      const found = verdict(row, sagas);
      if (found === 'deferred') return { row: marked };
      return found === 'begin' ? begun(marked) : {};
    },
    honour: (row: Row, sagas: Sagas): Wished<Row> =>
      row.cancelAsked && verdict(row, sagas) === 'begin' ? begun(row) : {},
  };
}
