import type { Advance } from './advance.ts';
import { holdDecision, sendWhenDue } from './attempts.ts';
import type { SaveItem } from './log.ts';
import type { Reply } from './message.ts';
import { type Context, forget, lose, mayAct, momentOf, type Running, tell } from './running.ts';
import { backOffBefore } from './settings.ts';
import { type Decide, indexOfStep, type Phase, type SagaEvent, type SagaState, statusOf } from './state.ts';
import { sagaSpan, stepSpan } from './trace.ts';

/** Brings an event to a saga: advance, save where that must come first, send. Queues it while a save is in flight. */
export function deliver(context: Context, saga: Running, event: SagaEvent): void {
  if (saga.gone || context.stopped || !mayAct(context)) return;
  if (saga.busy) {
    saga.queue.push(event);
    return;
  }
  const before = saga.state;
  const step = context.advance(saga.plan, before, event, context.settings);
  if (step.state === before) return;
  saga.state = step.state;
  if (event.type === 'reply') reportStep(context, saga, before, event.step, event.phase);
  if (step.decide) decide(context, saga, step.decide);
  else if (step.save === 'wait') save(context, saga, undefined, () => carryOn(context, saga, step));
  else {
    const retries = event.type === 'unanswered' || (event.type === 'reply' && event.reply.kind === 'fault');
    saveSoon(context, saga, retries ? 0 : context.settings.lazySave);
    follow(context, saga, step);
  }
}

function saveSoon({ clock }: Context, saga: Running, ms: number): void {
  saga.saveAt = Math.min(saga.saveAt, clock.now() + ms);
  if (saga.saveAt < saga.dueAt) saga.dueAt = saga.saveAt;
}

/** Does what a state calls for, once it may be acted on. */
function follow(context: Context, saga: Running, step: Advance): void {
  for (const send of step.sends) sendWhenDue(context, saga, send);
  if (!step.decide) return;
  if (step.decide.backOff) holdDecision(context, saga, step.decide);
  else decide(context, saga, step.decide);
}

/** Makes a decision in the log's transaction, and goes on from what it was. */
export function decide(context: Context, saga: Running, { name, step }: Decide): void {
  const before = saga.state;
  let reply: Reply | undefined;
  let next: Advance | undefined;
  const settle = (answer: Reply): SagaState => {
    reply = answer;
    const event: SagaEvent = {
      type: 'decided',
      at: momentOf(saga, context.clock.now()),
      step,
      reply: answer,
    };
    next = context.advance(saga.plan, before, event, context.settings);
    return next.state;
  };
  save(context, saga, { name, step, settle }, () => {
    if (!reply || !next) return;
    saga.state = next.state;
    if (reply.kind !== 'fault') tell(context, 'decided', saga, step, reply);
    reportStep(context, saga, before, step, 'do');
    carryOn(context, saga, next);
  });
}

function carryOn(context: Context, saga: Running, step: Advance): void {
  if (step.ended) {
    forget(context, saga);
    tell(context, 'ended', saga);
    return;
  }
  if (!context.stopped) follow(context, saga, step);
}

/** Saves for the timeline; nothing waits for it but the saga's next save. */
export function saveLazily(context: Context, saga: Running): void {
  save(context, saga, undefined, () => {}, true);
}

function save(
  context: Context,
  saga: Running,
  decision: SaveItem['decide'],
  then: () => void,
  mayFail = false,
): void {
  saga.busy = true;
  saga.saveAt = Number.POSITIVE_INFINITY;
  const item: SaveItem = { saga: saga.id, order: saga.order, version: saga.version, state: saga.state };
  if (decision) item.decide = decision;
  if (saga.trace) {
    const step = decision?.step;
    item.trace = step ? stepSpan(saga.trace, saga.id, step, 'do') : sagaSpan(saga.trace, saga.id);
  }
  const attempt = trySave(context, saga, item, then, mayFail);
  context.saves.add(attempt);
  attempt.finally(() => context.saves.delete(attempt));
}

async function trySave(context: Context, saga: Running, item: SaveItem, then: () => void, mayFail: boolean) {
  try {
    const saved = await context.log.save(item);
    saga.failedSaves = 0;
    if (saved === 'lost') {
      lose(context, saga);
      return;
    }
  } catch (error) {
    tell(context, 'logFailed', error, saga);
    saveAgain(context, saga, item, then, mayFail);
    return;
  }
  // What was saved is saved, but whoever gave the saga up meanwhile does not go on from there.
  if (saga.gone || !mayAct(context)) return;
  saga.busy = false;
  saga.dueAt = 0;
  then();
  drain(context, saga);
  // Nothing else is due of it: by this its runner learns one day that it was retried and goes on elsewhere.
  if (statusOf(saga.state) === 'parked') saveSoon(context, saga, context.settings.maxBackOff);
}

/** The log is away, or does not know: what had to be saved is saved again, for ever; a timeline may wait. */
function saveAgain(
  context: Context,
  saga: Running,
  item: SaveItem,
  then: () => void,
  mayFail: boolean,
): void {
  const { settings, clock, random } = context;
  if (context.stopped || saga.gone) return;
  saga.failedSaves++;
  const wait = backOffBefore(saga.failedSaves + 1, settings.backOff, settings.maxBackOff, random);
  if (!mayFail) {
    clock.after(wait, () => {
      if (!context.stopped && !saga.gone) save(context, saga, item.decide, then);
    });
    return;
  }
  saga.busy = false;
  saga.dueAt = 0;
  drain(context, saga);
  saveSoon(context, saga, wait);
}

function drain(context: Context, saga: Running): void {
  while (!saga.busy && saga.queue.length > 0) deliver(context, saga, saga.queue.shift()!);
}

function reportStep(context: Context, saga: Running, before: SagaState, step: string, phase: Phase): void {
  const { stepEnded, parked } = context.observe;
  if (!stepEnded && !parked) return;
  const index = indexOfStep(saga.state, step, phase);
  const line = saga.state.steps[index];
  if (!line || line.status === before.steps[index]?.status) return;
  if (line.status === 'parked') tell(context, 'parked', saga, step, phase);
  if (line.status === 'done' || line.status === 'refused') {
    const kind = line.status;
    const seconds = (Date.parse(line.endedAt ?? line.startedAt) - Date.parse(line.startedAt)) / 1000;
    tell(context, 'stepEnded', saga, step, phase, kind, seconds);
  }
}
