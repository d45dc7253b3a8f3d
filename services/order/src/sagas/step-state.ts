import type { Place, SagaDefinition } from '@sagashop/saga/definition';
import { indexOfStep, type SagaState, type StepState } from '@sagashop/saga/state';

/** How a step of a saga can stand, as people and programs are told. */
export const STEP_STATES = [
  'to_come',
  'running',
  'waiting',
  'parked',
  'done',
  'refused',
  'undoing',
  'undone',
] as const;

export type ShownState = (typeof STEP_STATES)[number];

/**
 * How a step stands, its undo included; null when the saga does not come by it any more, or has not turned back to
 * where it is. A step that was tried before and is tried again `waits`: the log does not know whether its pause is over.
 */
export function stepStateOf(definition: SagaDefinition, state: SagaState, place: Place): ShownState | null {
  const line = lineOf(state, place, 'do');
  const undo = lineOf(state, place, 'undo');
  if (line) return lineStateOf(line, undo);
  if (undo) return undoneState(undo);
  return comes(definition, state, place) ? 'to_come' : null;
}

/**
 * How one line of the timeline stands; the line of a step that was taken back says so. One that was refused stays that: its
 * undo, which is sent all the same, finds nothing.
 */
export function lineStateOf(line: StepState, undo: StepState | undefined): ShownState {
  if (line.phase === 'undo') return undoneState(line);
  if (!undo || (line.status === 'refused' && undo.status !== 'parked')) return doneState(line);
  return undoneState(undo);
}

function lineOf(state: SagaState, { step }: Place, phase: 'do' | 'undo'): StepState | undefined {
  return state.steps[indexOfStep(state, step.say, phase)];
}

function undoneState({ status }: StepState): ShownState {
  if (status === 'parked') return 'parked';
  return status === 'done' ? 'undone' : 'undoing';
}

function doneState({ status, attempts, reply }: StepState): ShownState {
  if (status !== 'sent') return status;
  return attempts > 1 || reply?.kind === 'fault' ? 'waiting' : 'running';
}

function comes({ pivot }: SagaDefinition, state: SagaState, { list, stage }: Place): boolean {
  if (state.ended) return false;
  if (list === 'refused') return state.going !== 'forward';
  return state.going === 'forward' && stage >= Math.min(state.stage, pivot);
}
