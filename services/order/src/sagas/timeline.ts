import { decodeState } from '@sagashop/saga/encode';
import { stepKey } from './definitions.ts';
import { refundOrderSaga } from './refund-order.ts';

/** A saga as it stands in the log. */
export interface SagaRow {
  id: string;
  definition: string;
  state: string;
  outcome: string | null;
  data: string;
}

/**
 * The newest of the sagas that have placed or cancelled an order, which come oldest first, and the steps of all sagas, one
 * after the other. An order that was refused before its saga has no steps.
 */
export function timelineOf(rows: readonly SagaRow[]) {
  const newest = rows.findLast(({ definition }) => definition !== refundOrderSaga.name) ?? rows.at(-1);
  const sagas = rows.map(({ id, definition, state, outcome }) => ({ id, definition, state, outcome }));
  if (!newest) return { id: null, name: 'place-order', state: 'ended', outcome: 'refused', steps: [], sagas };
  return {
    id: newest.id,
    name: newest.definition,
    state: newest.state,
    outcome: newest.outcome,
    steps: rows.flatMap(({ definition, data }) =>
      decodeState(data).steps.map((step) => lineOf(definition, step)),
    ),
    sagas,
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
