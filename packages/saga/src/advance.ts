import type { Place, Reason, SagaDefinition } from './definition.ts';
import { isDecision } from './definition.ts';
import type { Reply } from './message.ts';
import { again, type Draft, draftOf, enter, type Limits, mark, messageOf, turnBack } from './moves.ts';
import type { SagaState, Send, StepState } from './state.ts';
import { type Decide, deadlineApplies, indexOfStep, matters, mayTurnBack, type SagaEvent } from './state.ts';

/** What follows from an event. */
export interface Advance {
  state: SagaState;
  /** Commands to be sent; after saving, when `save` is `wait`. */
  sends: readonly Send[];
  /** `lazy`: for the timeline, whenever it suits; `wait`: before anything follows from it. */
  save: 'none' | 'lazy' | 'wait';
  /** A decision to be made with the save, in the log's transaction. */
  decide?: Decide;
  ended: boolean;
}

export type { Limits } from './moves.ts';

const LIMITS: Limits = { faults: 10 };
const NO_SENDS: readonly Send[] = [];

/**
 * Where a saga goes from here. Pure and total: any event in any state; one that no longer matters gives back
 * the same state object and nothing to do. Never throws and never changes what it was given.
 * `limits.faults` is the number of answered faults after which a step is parked.
 */
export function advance(
  definition: SagaDefinition,
  state: SagaState,
  event: SagaEvent,
  limits: Limits = LIMITS,
): Advance {
  const draft = state.ended ? undefined : next(definition, state, event, limits);
  if (!draft) return { state, sends: NO_SENDS, save: 'none', ended: state.ended !== undefined };
  const { state: after, sends, save, decide } = draft;
  const ended = after.ended !== undefined;
  return decide ? { state: after, sends, save, decide, ended } : { state: after, sends, save, ended };
}

function next(definition: SagaDefinition, state: SagaState, event: SagaEvent, limits: Limits) {
  switch (event.type) {
    case 'begin':
      return state.steps.length > 0 ? undefined : enter(draftOf(definition, state, event.at, limits));
    case 'resume':
      return resume(draftOf(definition, state, event.at, limits), event.late === true);
    case 'retry':
      return retry(definition, state, event, limits);
    case 'turn-back':
      if (!mayTurnBack(definition, state)) return undefined;
      return turnBack(draftOf(definition, { ...state, loaded: true }, event.at, limits), event.reason);
    case 'deadline':
      return deadline(definition, state, event.at, limits);
    default:
      return answer(definition, state, event, limits);
  }
}

type Answer = Extract<SagaEvent, { step: string; type: 'reply' | 'unanswered' | 'decided' }>;

/** Finds the step that an answer is about, and drops what is stale, repeated or of another kind of step. */
function answer(definition: SagaDefinition, state: SagaState, event: Answer, limits: Limits) {
  const phase = event.type === 'decided' ? 'do' : event.phase;
  const index = indexOfStep(state, event.step, phase);
  const line = state.steps[index];
  const place = definition.places.get(event.step);
  if (!line || !place || line.status === 'done' || line.status === 'refused') return undefined;
  if (isDecision(place.step) !== (event.type === 'decided')) return undefined;
  const relevant = matters(state, place, phase);
  if (event.type === 'decided') {
    if (!relevant || line.status !== 'sent') return undefined;
    return decided(draftOf(definition, state, event.at, limits), index, place, event.reply);
  }
  const current = line.status === 'sent' && (event.attempt ?? line.attempts) === line.attempts;
  if (event.type === 'unanswered') {
    return relevant && current
      ? again(draftOf(definition, state, event.at, limits), index, place, true)
      : undefined;
  }
  if (event.reply.kind === 'fault' && !(relevant && current)) return undefined;
  const draft = draftOf(definition, state, event.at, limits);
  return relevant ? replied(draft, index, place, event.reply) : noted(draft, index, event.reply);
}

function replied(draft: Draft, index: number, place: Place, reply: Reply): Draft {
  const { phase } = draft.state.steps[index]!;
  if (reply.kind === 'done') return finished(draft, index, place, reply);
  if (reply.kind === 'refused' && phase === 'do' && place.beforePivot) {
    mark(draft, index, 'refused', reply);
    return turnBack(draft, reasonOf(reply));
  }
  // What has to be done cannot be refused: an undo, or anything after the turning point.
  return faulted(draft, index, place, reply);
}

/** A late answer to a do that is being undone: for the timeline only. */
function noted(draft: Draft, index: number, reply: Reply): Draft {
  return mark(draft, index, reply.kind === 'refused' ? 'refused' : 'done', reply);
}

function decided(draft: Draft, index: number, place: Place, reply: Reply): Draft {
  if (reply.kind === 'done') return finished(draft, index, place, reply);
  if (reply.kind === 'refused' && place.isPivot) {
    mark(draft, index, 'refused', reply);
    return turnBack(draft, reasonOf(reply));
  }
  if (!draft.state.late || !place.isPivot) return faulted(draft, index, place, reply);
  set(draft, index, { reply });
  return turnBack(draft, { code: 'timed_out' });
}

function finished(draft: Draft, index: number, place: Place, reply: Extract<Reply, { kind: 'done' }>): Draft {
  const line = draft.state.steps[index]!;
  if (line.phase === 'do' && place.step.keep) {
    try {
      draft.state.data = place.step.keep(draft.state.data, reply.body ?? {});
    } catch (error) {
      return faulted(draft, index, place, { kind: 'fault', message: `keep: ${messageOf(error)}` });
    }
  }
  mark(draft, index, 'done', reply);
  if (line.phase === 'undo') {
    if (draft.state.steps.some((step) => step.phase === 'undo' && step.status !== 'done')) return draft;
    draft.state.going = 'refused';
    draft.state.stage = 0;
    return enter(draft);
  }
  if (!stageIsDone(draft)) return draft;
  draft.state.stage++;
  return enter(draft);
}

function stageIsDone({ definition, state }: Draft): boolean {
  const stage = (state.going === 'forward' ? definition.stages : definition.refused)[state.stage] ?? [];
  return stage.every((step) => state.steps[indexOfStep(state, step.say, 'do')]?.status === 'done');
}

function faulted(draft: Draft, index: number, place: Place, reply: Reply): Draft {
  const { faults = 0 } = draft.state.steps[index]!;
  const parked = faults + 1 >= draft.limits.faults;
  set(draft, index, parked ? { faults: faults + 1, reply, status: 'parked' } : { faults: faults + 1, reply });
  return parked ? draft : again(draft, index, place, true);
}

function set(draft: Draft, index: number, change: Partial<StepState>): void {
  draft.state.steps[index] = { ...draft.state.steps[index]!, ...change };
}

function reasonOf(reply: Extract<Reply, { kind: 'refused' }>): Reason {
  return reply.detail ? { code: reply.code, detail: reply.detail } : { code: reply.code };
}

function deadline(definition: SagaDefinition, state: SagaState, at: string, limits: Limits) {
  if (!deadlineApplies(definition, state)) return undefined;
  const draft = draftOf(definition, state, at, limits);
  const pivot = definition.stages[definition.pivot]?.[0];
  const line = pivot && state.steps[indexOfStep(state, pivot.say, 'do')];
  if (line?.status !== 'sent') return turnBack(draft, { code: 'timed_out' });
  // The pivot may be committing at this moment: only its own answer can still turn the saga back.
  draft.state.late = true;
  return draft;
}

function resume(draft: Draft, late: boolean): Draft {
  const { definition, state } = draft;
  state.loaded = true;
  if (state.late) delete state.late;
  if (late && deadlineApplies(definition, state)) return turnBack(draft, { code: 'timed_out' });
  const phase = state.going === 'back' ? 'undo' : 'do';
  let found = false;
  for (let index = 0; index < state.steps.length; index++) {
    const line = state.steps[index]!;
    const place = definition.places.get(line.name);
    if (line.phase !== phase || !place || !matters(state, place, phase)) continue;
    found = true;
    if (line.status === 'sent') again(draft, index, place, false);
  }
  return found || state.going === 'back' ? draft : enter(draft);
}

function retry(
  definition: SagaDefinition,
  state: SagaState,
  event: Extract<SagaEvent, { type: 'retry' }>,
  limits: Limits,
) {
  let draft: Draft | undefined;
  for (const [index, line] of state.steps.entries()) {
    const place = definition.places.get(line.name);
    if (line.status !== 'parked' || !place || !matters(state, place, line.phase)) continue;
    if (event.step !== undefined && event.step !== line.name) continue;
    draft ??= draftOf(definition, state, event.at, limits);
    const { faults: _, ...rest } = line;
    draft.state.steps[index] = { ...rest, status: 'sent' };
    again(draft, index, place, false);
  }
  return draft;
}
