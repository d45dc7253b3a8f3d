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

/** The whole of a saga's definition with how each of its steps stands. */
export interface DrawnSaga {
  name: string;
  version: number;
  stages: DrawnStep[][];
  refused: DrawnStep[][];
}

/** Draws a saga from its definition and its state in the log; without one, as it would begin. */
export function drawSaga(definition: SagaDefinition, state?: SagaState): DrawnSaga {
  const drawn = (step: Step): DrawnStep => {
    const place = definition.places.get(step.say)!;
    const shown = state ? stepStateOf(definition, state, place) : null;
    const { key, say } = step;
    if (isDecision(step))
      return { key, say, service: 'order', ...(step.pivot && { pivot: true }), state: shown };
    const { service, type } = step.send;
    return { key, say, service, command: type, ...(step.undo && { undo: step.undo.type }), state: shown };
  };
  const { name, version, stages, refused } = definition;
  return {
    ...{ name, version },
    stages: stages.map((stage) => stage.map(drawn)),
    refused: refused.map((stage) => stage.map(drawn)),
  };
}
