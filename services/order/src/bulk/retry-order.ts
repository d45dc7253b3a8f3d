import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '@sagashop/kernel/problem';
import { type BulkAction, type Outcome, STILL_FAILING } from '../domain/bulk.ts';
import { parkedReason } from '../domain/parked-reason.ts';
import { type Intervening, retrySaga } from '../running/intervene.ts';
import { stepKey } from '../sagas/definitions.ts';
import { type ListedSaga, sagasOfOrder } from '../store/saga-list.ts';

const WAIT = 3000; // ms for what a saga's participant answers: after that it is on its way
const EVERY = 100; // ms

type Wish = Pick<BulkAction, 'actor' | 'roles' | 'origin' | 'step' | 'fault'>;

/**
 * Tries again those sagas of an order that wait at the action's step with its fault, each as `retrySaga` does, and waits for
 * what comes of it. Those that wait no more, whoever has seen to that, are done.
 */
export async function retryOrder(intervening: Intervening, action: Wish, orderId: string): Promise<Outcome> {
  const { actor: userId, roles, origin: from } = action;
  const by = { actor: { id: userId, roles }, from };
  const sagas = await sagasOfOrder(intervening.sql, orderId);
  for (const saga of sagas.filter((one) => waits(one, action)))
    await retrySaga(intervening, { id: saga.id, userId, by, use: undefined }).catch(unlessTried);
  const until = Date.now() + WAIT;
  for (;;) {
    const now = (await sagasOfOrder(intervening.sql, orderId)).map((saga) => comeTo(saga, action));
    if (now.includes('fails')) return { orderId, state: 'refused', code: STILL_FAILING };
    if (!now.includes('runs')) return { orderId, state: 'done', code: null };
    if (Date.now() > until) return { orderId, state: 'waiting', code: null };
    await sleep(EVERY);
  }
}

/** Somebody else was faster: what comes of that is what counts. */
function unlessTried(error: unknown): void {
  if (!(error instanceof Problem) || error.code !== 'saga_not_parked') throw error;
}

const waits = (saga: ListedSaga, { step, fault }: Wish) =>
  saga.state === 'parked' &&
  parkedReason(saga.reason) === fault &&
  stepKey(saga.definition, saga.at ?? '') === step;

/** What has come of a saga's step by now: a fault since it was tried again is one, though more attempts may follow. */
function comeTo(saga: ListedSaga, { step }: Wish): 'fails' | 'runs' | 'done' {
  const line = saga.steps.find((one) => stepKey(saga.definition, one.name) === step);
  if (saga.state === 'ended' || !line || line.status === 'done' || line.status === 'refused') return 'done';
  return line.status === 'parked' || (line.faults ?? 0) > 0 ? 'fails' : 'runs';
}
