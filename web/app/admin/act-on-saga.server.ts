import { ask, Refusal } from '../shop/api.server';
import type { BulkAction } from '../shop/api-types';
import { keyFor } from '../shop/key.server';
import { problemOf } from '../shop/problems.server';
import type { StepKey } from '../shop/step-keys';
import type { Texts } from '../words/texts';
import { SAGA_STEPS } from './saga-rows.server';
import { staff } from './staff.server';

/** What was done with a saga; why nothing was; or what is asked before its order is undone. */
export type SagaAnswer =
  | { done: 'retried' | 'turnedBack' }
  | { problem: keyof Texts; status: number }
  | { question: SagaQuestion }
  | { askAll: RetriesQuestion }
  | { begun: string };

/** All sagas that wait for the same, and the key of the form that would try them again. */
export interface RetriesQuestion {
  step: StepKey;
  reason: string;
  count: string;
  /** How many orders they are of: another number by then is refused. */
  expected: string;
  key: string;
}

/** The saga of an order that would be undone, and the key of the form that would do it. */
export interface SagaQuestion {
  saga: string;
  number: string;
  key: string;
}

const SAID: Record<string, keyof Texts> = {
  nothing_selected: 'admin.sagas.notParked',
  selection_changed: 'admin.sagas.changed',
  too_many_running: 'admin.bulk.running',
  saga_not_parked: 'admin.sagas.notParked',
  past_the_pivot: 'admin.sagas.pastPivot',
};

/** Has all that wait for the same try again, which is asked about first. Answers the id of what is under way. */
export async function retryAll(request: Request, form: FormData): Promise<SagaAnswer> {
  await staff(request, 'sagas.retry');
  const said = (name: string) => String(form.get(name) ?? '');
  const [reason, expected, key] = [said('reason'), said('expected'), said('key')];
  const step = SAGA_STEPS.find((one) => one === said('step'));
  if (!step) return { problem: 'error.validation_failed', status: 422 };
  if (said('act') === 'ask-all') return { askAll: { step, reason, count: said('count'), expected, key } };
  const body = { step, reason, ...(Number(expected) > 0 && { expected: Number(expected) }) };
  try {
    const headers = { 'idempotency-key': keyFor(key, body) };
    const begun = await ask<BulkAction>(request, '/sagas/retries', { method: 'POST', headers, body });
    return { begun: begun.body.id };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { problem: SAID[error.code] ?? problemOf(error), status: error.status };
  }
}

/** Has a parked saga try again, or one be undone; the latter is asked about first. Two presses of a form are one. */
export async function actOnSaga(request: Request, form: FormData): Promise<SagaAnswer> {
  const said = (name: string) => String(form.get(name) ?? '').trim();
  const [act, saga, key] = [said('act'), said('saga'), said('key')];
  const turns = act !== 'retry';
  await staff(request, turns ? 'orders.cancel' : 'sagas.retry');
  if (act === 'ask') return { question: { saga, number: said('number'), key } };
  const reason = said('reason').slice(0, 500);
  const headers = { 'idempotency-key': turns ? keyFor(key, saga, reason) : keyFor(key) };
  const path = `/sagas/${encodeURIComponent(saga)}`;
  try {
    if (turns)
      await ask(request, `${path}/turn-back`, { method: 'POST', headers, body: reason ? { reason } : {} });
    else await ask(request, `${path}/retry`, { method: 'POST', headers });
    return { done: turns ? 'turnedBack' : 'retried' };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { problem: SAID[error.code] ?? problemOf(error), status: error.status };
  }
}
