import { decodeState } from '@sagashop/saga/encode';
import type { SagaState, StepState } from '@sagashop/saga/state';
import { DEFINITIONS, stepKey } from './definitions.ts';
import { type DrawnSaga, drawSaga } from './draw-saga.ts';
import { placeOrderSaga } from './place-order.ts';
import { refundOrderSaga } from './refund-order.ts';
import { lineStateOf } from './step-state.ts';

/** A saga as it stands in the log. */
export interface SagaRow {
  id: string;
  definition: string;
  /** Of the definition. */
  version: number;
  state: string;
  outcome: string | null;
  data: string;
  startedAt: Date | string;
  deadline: Date | string;
  endedAt: Date | string | null;
}

/**
 * The newest of the sagas that have placed or cancelled an order, which come oldest first, drawn with its whole definition;
 * and the steps of all sagas, one after the other. An order that was refused before its saga has no steps.
 */
export function timelineOf(rows: readonly SagaRow[]) {
  const told = rows.map((row) => ({ row, log: decodeState(row.data) }));
  const newest = told.findLast(({ row }) => row.definition !== refundOrderSaga.name) ?? told.at(-1);
  const sagas = told.map(sagaOf);
  const steps = told.flatMap(({ row, log }) => linesOf(row, log));
  if (!newest)
    return { ...NEVER_BEGAN, definition: drawSaga(placeOrderSaga) as DrawnSaga | null, steps, sagas };
  const { id, definition: name, state, outcome } = newest.row;
  return { id, name, state, outcome, definition: drawingOf(newest), steps, sagas };
}

const NEVER_BEGAN = {
  id: null as string | null,
  name: 'place-order',
  state: 'ended',
  outcome: 'refused' as string | null,
};

interface Told {
  row: SagaRow;
  log: SagaState;
}

function sagaOf(told: Told) {
  const { id, definition, version, state, outcome, startedAt, deadline, endedAt } = told.row;
  return {
    ...{ id, definition, version, state, outcome },
    ...{ startedAt: iso(startedAt), deadline: iso(deadline), endedAt: endedAt && iso(endedAt) },
    drawing: drawingOf(told),
  };
}

/** Null where this code does not know the definition's version any more, or not yet. */
function drawingOf({ row: { definition: name, version }, log }: Told): DrawnSaga | null {
  const definition = DEFINITIONS.find((one) => one.name === name && one.version === version);
  return definition ? drawSaga(definition, log) : null;
}

const iso = (time: Date | string) => new Date(time).toISOString();

function linesOf(row: SagaRow, { steps }: SagaState) {
  const undos = new Map(steps.filter(({ phase }) => phase === 'undo').map((step) => [step.name, step]));
  return steps.map((step) => lineOf(row, step, undos.get(step.name)));
}

function lineOf({ id: sagaId, definition: saga }: SagaRow, step: StepState, undo: StepState | undefined) {
  const { name, phase, status, attempts, reply = null, startedAt, endedAt } = step;
  const line = { name, phase, status, attempts, reply, startedAt, endedAt };
  return { saga, sagaId, ...keyed(saga, line), state: lineStateOf(step, undo) };
}

/** A step of this saga with its key, where any code still knows one. */
export function keyed<S extends { name: string }>(saga: string, step: S): { key?: string } & S {
  const key = stepKey(saga, step.name);
  return key === undefined ? step : { key, ...step };
}
