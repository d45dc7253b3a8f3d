import { ask, Refusal } from '../shop/api.server';
import { keyFor } from '../shop/key.server';
import { problemOf } from '../shop/problems.server';
import type { Texts } from '../words/texts';
import { staff } from './staff.server';

/** What was done with a saga; why nothing was; or what is asked before its order is undone. */
export type SagaAnswer =
  | { done: 'retried' | 'turnedBack' }
  | { problem: keyof Texts; status: number }
  | { question: SagaQuestion };

/** The saga of an order that would be undone, and the key of the form that would do it. */
export interface SagaQuestion {
  saga: string;
  number: string;
  key: string;
}

const SAID: Record<string, keyof Texts> = {
  saga_not_parked: 'admin.sagas.notParked',
  past_the_pivot: 'admin.sagas.pastPivot',
};

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
