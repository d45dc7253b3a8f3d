import { transmit } from './attempts.ts';
import { decide, saveLazily } from './drive.ts';
import { type Context, mayAct, momentOf, type Running } from './running.ts';
import { deadlineApplies, isWanted } from './state.ts';

/** Sweeps again and again as long as sagas run: `keep` is called when one begins, `end` for good. */
export function sweepWhileRunning(context: Context): { keep(): void; end(): void } {
  let cancel: (() => void) | undefined;
  const keep = () => {
    if (cancel || context.stopped || context.sagas.size === 0) return;
    cancel = context.clock.after(context.settings.sweep, () => {
      cancel = undefined;
      sweep(context);
      keep();
    });
  };
  return { keep, end: () => cancel?.() };
}

/**
 * Looks after all sagas that have something due: the deadline, attempts without an answer, retries whose
 * back-off is over, states to be saved for the timeline. One timer for all of them, instead of several each.
 */
function sweep(context: Context): void {
  if (!mayAct(context)) return;
  const now = context.clock.now();
  for (const saga of context.sagas.values()) {
    if (saga.dueAt <= now && !saga.busy) attend(context, saga, now);
  }
}

function attend(context: Context, saga: Running, now: number): void {
  if (now >= saga.deadlineAt && deadlineApplies(saga.plan, saga.state)) {
    context.deliver(saga, { type: 'deadline', at: momentOf(saga, now) });
  }
  attendPending(context, saga, now);
  if (saga.saveAt <= now && !saga.busy && !saga.gone) saveLazily(context, saga);
  if (!saga.busy) saga.dueAt = nextDue(saga);
}

function attendPending(context: Context, saga: Running, now: number): void {
  const due = saga.pending.filter((one) => one.at <= now);
  for (const one of due) {
    // What one of them led to is being saved: the others stay until the next sweep.
    if (saga.busy || saga.gone) return;
    saga.pending.splice(saga.pending.indexOf(one), 1);
    const { step, phase, attempt, waiting } = one;
    if (!waiting)
      context.deliver(saga, { type: 'unanswered', at: momentOf(saga, now), step, phase, attempt });
    else if (!isWanted(saga.plan, saga.state, step, phase, attempt)) continue;
    else if ('command' in waiting) transmit(context, saga, waiting);
    else decide(context, saga, waiting);
  }
}

function nextDue(saga: Running): number {
  let due = Math.min(saga.saveAt, deadlineApplies(saga.plan, saga.state) ? saga.deadlineAt : Infinity);
  for (const one of saga.pending) due = Math.min(due, one.at);
  return due;
}
