import type { Place, Reason, SagaDefinition } from './definition.ts';
import type { CommandType, Reply } from './message.ts';

export type Phase = 'do' | 'undo';

/** One line of the timeline: a step done or undone. Times are ISO. */
export interface StepState {
  name: string;
  phase: Phase;
  /** `sent`: under way (between attempts too); `parked`: waits for an operator or the deadline. */
  status: 'sent' | 'done' | 'refused' | 'parked';
  attempts: number;
  /** Answered faults since the start or the last `retry`. */
  faults?: number;
  /** The last reply; absent while there was none. */
  reply?: Reply;
  startedAt: string;
  endedAt: string | null;
}

/** The whole of a saga's progress; survives JSON. Never changed in place. */
export interface SagaState {
  data: unknown;
  /** `back`: undoing; `refused`: all undone, the definition's `refused` stages are under way. */
  going: 'forward' | 'back' | 'refused';
  /** Index in `stages`, or in `refused` when going there. */
  stage: number;
  reason?: Reason;
  /** It was loaded from the log: another runner may have sent more than the state tells. */
  loaded?: true;
  /** The deadline passed while the pivot was being decided. */
  late?: true;
  steps: StepState[];
  ended?: 'completed' | 'refused';
}

/** What happens to a saga. `at` is ISO time; an `attempt`, where given, tells a stale answer from the current one. */
export type SagaEvent =
  | { type: 'begin'; at: string }
  /** Loaded from the log after a restart or a take-over; `late` when the deadline has passed. */
  | { type: 'resume'; at: string; late?: boolean }
  | { type: 'reply'; at: string; step: string; phase: Phase; reply: Reply; attempt?: number }
  | { type: 'unanswered'; at: string; step: string; phase: Phase; attempt?: number }
  | { type: 'decided'; at: string; step: string; reply: Reply }
  | { type: 'deadline'; at: string }
  /** An operator wants parked steps (or the one named) tried again. */
  | { type: 'retry'; at: string; step?: string }
  /** An operator wants it turned back, which is possible before its pivot. */
  | { type: 'turn-back'; at: string; reason: Reason };

/** A command to be sent. */
export interface Send {
  step: string;
  phase: Phase;
  command: CommandType;
  body: unknown;
  attempt: number;
  /** A do before the pivot, which participants refuse when it comes too late. */
  expires: boolean;
  /** Wait for this attempt's back-off first. */
  backOff: boolean;
  /** The body could not be built: instead of sending, take this for the participant's fault. */
  broken?: string;
}

/** A decision to be made inside the log's transaction. */
export interface Decide {
  name: string;
  step: string;
  attempt: number;
  backOff: boolean;
}

/** The state in which a saga is written into the log when it starts. */
export const initialState = (data: unknown): SagaState => ({ data, going: 'forward', stage: 0, steps: [] });

/** The index of a step's line in the timeline, or -1. */
export function indexOfStep(state: SagaState, name: string, phase: Phase): number {
  const { steps } = state;
  for (let index = steps.length - 1; index >= 0; index--) {
    const step = steps[index]!;
    if (step.name === name && step.phase === phase) return index;
  }
  return -1;
}

/** Whether what happens to this step still matters to where the saga goes. */
export function matters(state: SagaState, place: Place, phase: Phase): boolean {
  if (phase === 'undo') return state.going === 'back';
  if (place.stage !== state.stage) return false;
  return place.list === 'stages' ? state.going === 'forward' : state.going === 'refused';
}

/** Whether this attempt is still to be sent, or waited for. */
export function isWanted(
  definition: SagaDefinition,
  state: SagaState,
  step: string,
  phase: Phase,
  attempt: number,
): boolean {
  const line = state.steps[indexOfStep(state, step, phase)];
  const place = definition.places.get(step);
  if (!line || !place || state.ended) return false;
  return line.status === 'sent' && line.attempts === attempt && matters(state, place, phase);
}

/**
 * Whether the deadline can still turn this saga back, now or when its pivot's decision fails. One that begins
 * with its pivot honours none: nothing is held for it that would have to be let go, and so it decides whenever it can.
 */
export function deadlineApplies(definition: SagaDefinition, state: SagaState): boolean {
  if (state.ended || state.late || state.going !== 'forward') return false;
  return definition.pivot > 0 && state.stage <= definition.pivot;
}

/**
 * Whether somebody may still have this saga undone, also while its pivot is being decided: who wants it takes the saga over, so
 * that a decision under way, by whichever runner, is not saved. All is undone then: what that runner has sent is not known.
 */
export function mayTurnBack(definition: SagaDefinition, { going, stage }: SagaState): boolean {
  return going === 'forward' && definition.pivot > 0 && stage <= definition.pivot;
}

/** The column `state` of the log: `parked` when a step waits for an operator. */
export function statusOf(state: SagaState): 'running' | 'parked' | 'ended' {
  if (state.ended) return 'ended';
  return state.steps.some((step) => step.status === 'parked') ? 'parked' : 'running';
}
