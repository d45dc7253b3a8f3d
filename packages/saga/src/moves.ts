import { type CommandStep, isDecision, type Place, type Reason, type SagaDefinition } from './definition.ts';
import type { Reply } from './message.ts';
import { type Decide, indexOfStep, type Phase, type SagaState, type Send, type StepState } from './state.ts';

/** Numbers that `advance` goes by. */
export interface Limits {
  /** A step is parked at so many answered faults. */
  faults: number;
}

/** A copy of the state on its way to the next one, with what is to be done on the way. */
export interface Draft {
  readonly definition: SagaDefinition;
  readonly limits: Limits;
  readonly at: string;
  readonly state: SagaState;
  readonly sends: Send[];
  save: 'lazy' | 'wait';
  decide: Decide | undefined;
}

const NO_REASON: Reason = { code: '' };

/** Copies the state one level deep and its list of steps; the steps themselves are replaced, not changed. */
export function draftOf(definition: SagaDefinition, state: SagaState, at: string, limits: Limits): Draft {
  const copy = { ...state, steps: state.steps.slice() };
  return { definition, limits, at, state: copy, sends: [], save: 'lazy', decide: undefined };
}

/** Starts the steps of the stage where the saga now is, or ends it when there is none. */
export function enter(draft: Draft): Draft {
  const { definition, state } = draft;
  const stage = (state.going === 'forward' ? definition.stages : definition.refused)[state.stage];
  if (!stage) {
    state.ended = state.going === 'forward' ? 'completed' : 'refused';
    draft.save = 'wait';
    return draft;
  }
  for (const step of stage) {
    state.steps.push(lineOf(step.say, 'do', draft.at));
    if (isDecision(step)) decideIt(draft, step.decide, step.say, 1, false);
    else send(draft, step, 'do', 1, false);
  }
  return draft;
}

/**
 * Turns the saga back: the undos of all that may have been sent, by any runner, at once. A runner that began
 * the saga itself knows what it sent; one that loaded it does not, and undoes every step before the pivot.
 */
export function turnBack(draft: Draft, reason: Reason): Draft {
  const { definition, state } = draft;
  state.going = 'back';
  state.reason = reason;
  draft.save = 'wait';
  if (state.late) delete state.late;
  unpark(state);
  const undone = definition.undoable.filter(
    (step) => state.loaded || indexOfStep(state, step.say, 'do') >= 0,
  );
  for (const step of undone) {
    state.steps.push(lineOf(step.say, 'undo', draft.at));
    send(draft, step, 'undo', 1, false);
  }
  if (undone.length > 0) return draft;
  state.going = 'refused';
  state.stage = 0;
  return enter(draft);
}

/** Nobody has to help a do that is being undone. */
function unpark(state: SagaState): void {
  for (const [index, line] of state.steps.entries()) {
    if (line.status === 'parked') state.steps[index] = { ...line, status: 'sent' };
  }
}

/** Tries a step once more. */
export function again(draft: Draft, index: number, place: Place, backOff: boolean): Draft {
  const line = draft.state.steps[index]!;
  const attempts = line.attempts + 1;
  draft.state.steps[index] = { ...line, attempts };
  if (isDecision(place.step)) decideIt(draft, place.step.decide, line.name, attempts, backOff);
  else send(draft, place.step, line.phase, attempts, backOff);
  return draft;
}

/** Notes a final reply in the timeline. */
export function mark(draft: Draft, index: number, status: 'done' | 'refused', reply: Reply): Draft {
  draft.state.steps[index] = { ...draft.state.steps[index]!, status, reply, endedAt: draft.at };
  return draft;
}

function lineOf(name: string, phase: Phase, at: string): StepState {
  return { name, phase, status: 'sent', attempts: 1, startedAt: at, endedAt: null };
}

function decideIt(draft: Draft, name: string, step: string, attempt: number, backOff: boolean): void {
  draft.decide = { name, step, attempt, backOff };
  draft.save = 'wait';
}

function send(draft: Draft, step: CommandStep, phase: Phase, attempt: number, backOff: boolean): void {
  const { definition, state } = draft;
  const command = phase === 'undo' ? step.undo : step.send;
  if (!command) return;
  const expires = phase === 'do' && state.going === 'forward' && state.stage < definition.pivot;
  const planned = { step: step.say, phase, command, attempt, expires, backOff };
  try {
    const build = phase === 'undo' ? step.undoBody : step.body;
    draft.sends.push({ ...planned, body: build(state.data, state.reason ?? NO_REASON) });
  } catch (error) {
    draft.sends.push({ ...planned, body: undefined, broken: `body: ${messageOf(error)}` });
  }
}

/** What a thrown value says; it may be anything, even something that cannot be made a string. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'something was thrown that is no Error';
}
