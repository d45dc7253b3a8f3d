import { isDecision, type SagaDefinition, type Step } from '@sagashop/saga/definition';
import type { SagaState } from '@sagashop/saga/state';
import { type ShownState, stepStateOf } from './step-state.ts';

/** A step where it stands in its saga, whether or not it has come to it. */
export interface DrawnStep {
  key: string;
  say: string;
  service: string;
  command?: string;
  undo?: string;
  pivot?: true;
  state: ShownState | null;
}

/** The whole of a saga's definition with how each of its steps stands, and what is shown beside it. */
export interface DrawnSaga<S extends DrawnStep = DrawnStep> {
  name: string;
  version: number;
  stages: S[][];
  refused: S[][];
}

/** Draws a saga from its definition and its state in the log; without one, as it would begin. `beside` adds to each step. */
export function drawSaga<S extends DrawnStep = DrawnStep>(
  definition: SagaDefinition,
  state?: SagaState,
  beside: (step: DrawnStep) => S = (step) => step as S,
): DrawnSaga<S> {
  const drawn = (step: Step): S => {
    const place = definition.places.get(step.say)!;
    const { key, say } = step;
    const base = { key, say, state: state ? stepStateOf(definition, state, place) : null };
    if (isDecision(step)) return beside({ ...base, service: 'order', ...(step.pivot && { pivot: true }) });
    const { service, type } = step.send;
    return beside({ ...base, service, command: type, ...(step.undo && { undo: step.undo.type }) });
  };
  const { name, version, stages, refused } = definition;
  return {
    ...{ name, version },
    stages: stages.map((stage) => stage.map(drawn)),
    refused: refused.map((stage) => stage.map(drawn)),
  };
}

/** All steps of a drawing, in their order. */
export const stepsOf = <S extends DrawnStep>({ stages, refused }: DrawnSaga<S>): S[] => [
  ...stages.flat(),
  ...refused.flat(),
];
