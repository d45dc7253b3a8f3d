import { decodeState } from '@sagashop/saga/encode';
import { stepKey } from './definitions.ts';

/** A saga as it stands in the log. */
export interface SagaRow {
  id: string;
  definition: string;
  state: string;
  outcome: string | null;
  data: string;
}

/**
 * The newest of an order's sagas, which come oldest first, and the steps of all, one saga after the other. An order
 * that was refused before its saga has no steps.
 */
export function timelineOf(rows: readonly SagaRow[]) {
  const newest = rows.at(-1);
  if (!newest) return { id: null, name: 'place-order', state: 'ended', outcome: 'refused', steps: [] };
  return {
    id: newest.id,
    name: newest.definition,
    state: newest.state,
    outcome: newest.outcome,
    steps: rows.flatMap(({ definition, data }) =>
      decodeState(data).steps.map((step) => lineOf(definition, step)),
    ),
  };
}

function lineOf(saga: string, step: ReturnType<typeof decodeState>['steps'][number]) {
  const { name, phase, status, attempts, reply = null, startedAt, endedAt } = step;
  return { saga, ...keyed(saga, { name, phase, status, attempts, reply, startedAt, endedAt }) };
}

/** A step of this saga with its key, where any code still knows one. */
export function keyed<S extends { name: string }>(saga: string, step: S): { key?: string } & S {
  const key = stepKey(saga, step.name);
  return key === undefined ? step : { key, ...step };
}
