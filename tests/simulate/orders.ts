import { done, refused } from '../../packages/saga/src/message.ts';
import type { Wished, World } from '../../packages/saga/src/simulate/world.ts';
import type { SagaState } from '../../packages/saga/src/state.ts';
import { cancellationVerdict } from '../../services/order/src/domain/cancellation.ts';
import { type CancelOrder, cancelOrderSaga } from '../../services/order/src/sagas/cancel-order.ts';

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
}

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
};

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
