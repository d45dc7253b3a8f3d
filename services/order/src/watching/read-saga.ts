import type { Sql } from '@sagashop/chassis/postgres/sql';
import { decodeState } from '@sagashop/saga/encode';
import type { Order } from '../domain/order.ts';
import type { DrawnSaga, DrawnStep } from '../sagas/draw-saga.ts';
import { judgeRecord, type Records, type StepRecord } from '../sagas/judge-record.ts';
import { type SagaRow, timelineOf } from '../sagas/timeline.ts';
import type { UsualTime, UsualTimes } from '../sagas/usual-times.ts';
import { findOrder } from '../store/orders.ts';
import { refundsOf } from '../store/refunds.ts';
import { sagasOfOrder } from '../store/sagas.ts';

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
    const [now, refunds, after] = await Promise.all([
      findOrder(reading.sql, order.id, null),
      refundsOf(reading.sql, [order.id]),
      sagasOfOrder(reading.sql, order.id),
    ]);
    const still = same(before, after);
    if (still || attempt === TRIES) {
      const own = { status: (now ?? order).status, refunds: refunds.get(order.id) ?? [] };
      return besides(after, { ...records, order: own }, { sure: still, withCourier, usual: reading.usual });
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

type Beside = DrawnStep & { record?: StepRecord; usual?: UsualTime };

function besides(rows: readonly SagaRow[], records: Records, judging: Judging) {
  const timeline = timelineOf(rows);
  const sagas = timeline.sagas.map((saga, index) => ({
    ...saga,
    drawing: withRecords(saga.drawing, decodeState(rows[index]!.data).data, records, judging),
  }));
  const shown = sagas.find(({ id }) => id === timeline.id);
  const found = new Map<string, StepRecord | undefined>();
  for (const { id, drawing } of sagas)
    for (const step of stepsOf(drawing)) found.set(`${id} ${step.key}`, step.record);
  return {
    ...timeline,
    definition: shown ? shown.drawing : timeline.definition,
    sagas,
    steps: timeline.steps.map((line) => {
      const record = found.get(`${line.sagaId} ${line.key}`);
      return record ? { ...line, record } : line;
    }),
  };
}

const stepsOf = (drawing: ReturnType<typeof withRecords>): Beside[] =>
  drawing ? [...drawing.stages, ...drawing.refused].flat() : [];

function withRecords(
  drawing: DrawnSaga | null,
  data: unknown,
  records: Records,
  { sure, withCourier, usual }: Judging,
) {
  if (!drawing) return null;
  const beside = (drawn: DrawnStep): Beside => {
    const time = usual(drawing.name, drawn.say);
    const step = time ? { ...drawn, usual: time } : drawn;
    const record = judgeRecord(step, data, records);
    if (!record) return step;
    const { courier, ...row } = record.row ?? {};
    const shown = withCourier && courier !== undefined ? { ...row, courier } : row;
    const agrees = record.agrees === false && !sure ? null : record.agrees;
    return { ...step, record: { ...record, agrees, row: record.row && shown } };
  };
  return {
    ...drawing,
    stages: drawing.stages.map((stage) => stage.map(beside)),
    refused: drawing.refused.map((stage) => stage.map(beside)),
  };
}
