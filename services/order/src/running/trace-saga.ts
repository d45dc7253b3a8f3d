import { newSpan, type Trace } from '@sagashop/chassis/observe/trace-context';
import { record } from '@sagashop/chassis/observe/tracing';
import type { Cause } from '@sagashop/saga/log';
import type { SagaView } from '@sagashop/saga/run';
import type { StepState } from '@sagashop/saga/state';
import { sagaSpan, stepSpan } from '@sagashop/saga/trace';

const PLACE = { service: 'order', kind: 'internal' } as const;

/**
 * Tells of a saga that is traced when its end is committed: a span for itself, and one for each line of its timeline,
 * those of runners that have died since included. So each is told once, by whoever ends the saga.
 */
export function traceSaga(saga: SagaView): void {
  const { steps, ended = 'running', reason } = saga.state;
  if (!saga.trace || steps.length === 0) return;
  const trace = sagaSpan(saga.trace, saga.id);
  const times = steps.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt ?? startedAt]).map(own(saga));
  record({
    ...PLACE,
    ...{ name: saga.definition, trace, parent: saga.trace },
    ...{ start: Math.min(...times), end: Math.max(...times) },
    attributes: {
      ...idsOf(saga),
      'sagashop.outcome': ended,
      ...(reason && { 'sagashop.reason': reason.code }),
    },
  });
  for (const step of steps) traceStep(saga, step, saga.trace, trace);
}

/** Tells in its trace that a saga goes on here, and why not where it was. */
export function traceTakeOver(saga: SagaView, cause: Cause): void {
  if (!saga.trace) return;
  const parent = sagaSpan(saga.trace, saga.id);
  const at = Date.now();
  const attributes = { ...idsOf(saga), 'sagashop.cause': cause };
  const trace = newSpan(saga.trace.slice(3, 35));
  record({ ...PLACE, name: 'taken over', trace, parent, start: at, end: at, attributes });
}

function traceStep(saga: SagaView, step: StepState, within: string, parent: Trace): void {
  const { name, phase, status, attempts, reply, startedAt, endedAt } = step;
  record({
    ...PLACE,
    name: phase === 'undo' ? `undo: ${name}` : name,
    trace: stepSpan(within, saga.id, name, phase),
    parent,
    start: own(saga)(startedAt),
    end: own(saga)(endedAt ?? startedAt),
    attributes: {
      'sagashop.order': saga.order,
      'sagashop.step.status': status,
      'sagashop.step.attempts': attempts,
      ...(reply?.kind === 'refused' && { 'sagashop.refused': reply.code }),
    },
  });
}

/** A time of a timeline by this process's clock, as in all of its spans. */
const own = (saga: SagaView) => (at: string) => Date.parse(at) - saga.ahead;

const idsOf = (saga: SagaView) => ({ 'sagashop.order': saga.order, 'sagashop.saga': saga.id });
