import { decodeState } from '@sagashop/saga/encode';
import type { SagaState, StepState } from '@sagashop/saga/state';
import { cancelOrderSaga } from './cancel-order.ts';
import { DEFINITIONS, stepKey } from './definitions.ts';
import { type DrawnSaga, type DrawnStep, drawSaga } from './draw-saga.ts';
import { placeOrderSaga } from './place-order.ts';
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

/** What an order is placed and cancelled by: what goes on beside is of a part of it. */
const OF_WHOLE: ReadonlySet<string> = new Set([placeOrderSaga.name, cancelOrderSaga.name]);

/** What is shown beside a step of the saga with this definition's name and these data. */
export type Beside<S extends DrawnStep> = (step: DrawnStep, saga: { name: string; data: unknown }) => S;

/**
 * The newest of the sagas that have placed or cancelled an order, which come oldest first, drawn with its whole definition;
 * and the steps of all sagas, one after the other. An order that was refused before its saga has no steps.
 */
export function timelineOf<S extends DrawnStep = DrawnStep>(
  rows: readonly SagaRow[],
  beside: Beside<S> = (step) => step as S,
) {
  const told = rows.map((row) => ({ row, log: decodeState(row.data) }));
  const sagas = told.map(({ row, log }) => sagaOf(row, log, beside));
  const steps = told.flatMap(({ row, log }) => linesOf(row, log));
  const newest = sagas.findLast(({ definition }) => OF_WHOLE.has(definition)) ?? sagas.at(-1);
  if (!newest) {
    const definition = drawSaga(placeOrderSaga) as DrawnSaga<S> | null;
    return { ...NEVER_BEGAN, definition, steps, sagas };
  }
  const { id, definition: name, state, outcome, drawing } = newest;
  return { id, name, state, outcome, definition: drawing, steps, sagas };
}

const NEVER_BEGAN = {
  id: null as string | null,
  name: 'place-order',
  state: 'ended',
  outcome: 'refused' as string | null,
};

function sagaOf<S extends DrawnStep>(row: SagaRow, log: SagaState, beside: Beside<S>) {
  const { id, definition, version, state, outcome, startedAt, deadline, endedAt } = row;
  const known = DEFINITIONS.find((one) => one.name === definition && one.version === version);
  const saga = { name: definition, data: log.data };
  return {
    ...{ id, definition, version, state, outcome },
    ...{ startedAt: iso(startedAt), deadline: iso(deadline), endedAt: endedAt && iso(endedAt) },
    // Null where this code does not know the definition's version any more, or not yet.
    drawing: known ? drawSaga(known, log, (step) => beside(step, saga)) : null,
  };
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
