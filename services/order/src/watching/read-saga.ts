import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Order } from '../domain/order.ts';
import { type DrawnStep, stepsOf } from '../sagas/draw-saga.ts';
import { judgeRecord, type Records, type StepRecord } from '../sagas/judge-record.ts';
import { type SagaRow, timelineOf } from '../sagas/timeline.ts';
import type { UsualTime, UsualTimes } from '../sagas/usual-times.ts';
import { findOrder } from '../store/orders.ts';
import { partsOf } from '../store/parts.ts';
import { refundsOf } from '../store/refunds.ts';
import { returnsOf } from '../store/returns.ts';
import { sagasOfOrder } from '../store/sagas.ts';
import { shipmentsOf } from '../store/shipments.ts';
import { withdrawalsOf } from '../store/withdrawals.ts';

const TRIES = 2;

export interface SagaReading {
  sql: Sql;
  usual: UsualTimes['usual'];
  records(order: string): Promise<Omit<Records, 'order'>>;
}

/**
 * An order's sagas with the participants' own rows beside their steps. The log is read before and after the rows: where
 * it has moved meanwhile all is read again, and a difference that may be of two moments is not called one.
 */
export async function readSaga(reading: SagaReading, order: Order, withCourier: boolean) {
  let before = await sagasOfOrder(reading.sql, order.id);
  for (let attempt = 1; ; attempt += 1) {
    const records = await reading.records(order.id);
    const [now, refunds, parts, shipments, returns, withdrawals, after] = await Promise.all([
      findOrder(reading.sql, order.id, null),
      refundsOf(reading.sql, [order.id]),
      partsOf(reading.sql, [order.id]),
      shipmentsOf(reading.sql, [order.id]),
      returnsOf(reading.sql, [order.id]),
      withdrawalsOf(reading.sql, [order.id]),
      sagasOfOrder(reading.sql, order.id),
    ]);
    const still = same(before, after);
    if (still || attempt === TRIES) {
      const own = {
        status: (now ?? order).status,
        refunds: refunds.get(order.id) ?? [],
        parts: parts.get(order.id) ?? [],
        shipments: shipments.get(order.id) ?? [],
        returns: returns.get(order.id) ?? [],
        withdrawals: withdrawals.get(order.id) ?? [],
      };
      return withRecords(
        after,
        { ...records, order: own },
        { sure: still, withCourier, usual: reading.usual },
      );
    }
    before = after;
  }
}

const same = (before: readonly SagaRow[], after: readonly SagaRow[]) =>
  before.length === after.length && before.every((row, index) => row.data === after[index]!.data);

interface Judging {
  /** The log and the rows are of one moment. */
  sure: boolean;
  withCourier: boolean;
  usual: UsualTimes['usual'];
}

interface ShownStep extends DrawnStep {
  record?: StepRecord;
  usual?: UsualTime;
}

function withRecords(rows: readonly SagaRow[], records: Records, { sure, withCourier, usual }: Judging) {
  const timeline = timelineOf(rows, (drawn, { name, data }): ShownStep => {
    const time = usual(name, drawn.say);
    const step = time ? { ...drawn, usual: time } : drawn;
    const record = judgeRecord(step, data, records);
    if (!record) return step;
    const { courier, ...row } = record.row ?? {};
    const shown = withCourier && courier !== undefined ? { ...row, courier } : row;
    const agrees = record.agrees === false && !sure ? null : record.agrees;
    return { ...step, record: { ...record, agrees, row: record.row && shown } };
  });
  const beside = new Map(
    timeline.sagas.flatMap(({ id, drawing }) =>
      drawing ? stepsOf(drawing).map(({ key, record }) => [`${id} ${key}`, record] as const) : [],
    ),
  );
  const steps = timeline.steps.map((line) => {
    const record = beside.get(`${line.sagaId} ${line.key}`);
    return record ? { ...line, record } : line;
  });
  return { ...timeline, steps };
}
