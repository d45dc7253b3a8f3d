import { checkDefinition } from './check-definition.ts';
import type {
  CommandStep,
  Place,
  SagaDefinition,
  Sending,
  Step,
  StepMaker,
  WrittenSaga,
} from './definition.ts';
import { isCommand, isPivot } from './definition.ts';
import type { CommandType } from './message.ts';

const EMPTY = () => ({});

/**
 * Declares a saga over data of type D, which must survive JSON:
 * `defineSaga<D>((step) => ({ name, version, stages: [step({ key, say, send, body, undo }), …], refused: […] }))`.
 * Command steps are made by `step`, which checks bodies by their commands' schemas; decisions are written plainly.
 * Throws an Error with a sentence naming saga and step when the saga could not be run safely.
 */
export function defineSaga<D>(write: (step: StepMaker<D>) => WrittenSaga<D>): SagaDefinition<D> {
  const written = write(step) as unknown as WrittenSaga<unknown>;
  const stages = written.stages.map(asStage);
  const refused = written.refused.map(asStage);
  const pivot = stages.findIndex((stage) => stage.some(isPivot));
  const undoable = stages.slice(0, pivot).flat().filter(isCommand);
  const places = placesOf(stages, refused, pivot);
  const { name, version } = written;
  const definition = { name, version, stages, refused, pivot, undoable, places };
  checkDefinition(definition);
  return definition;
}

function step<D, C extends CommandType, U extends CommandType>(sending: Sending<D, C, U>): CommandStep<D> {
  return {
    key: sending.key,
    say: sending.say,
    send: sending.send,
    body: sending.body ?? EMPTY,
    undo: sending.undo,
    undoBody: sending.undoBody ?? EMPTY,
    keep: sending.keep,
  };
}

const asStage = (written: Step | readonly Step[]): readonly Step[] =>
  'say' in written ? [written] : [...written];

function placesOf(
  stages: readonly (readonly Step[])[],
  refused: readonly (readonly Step[])[],
  pivot: number,
): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const [list, all] of [
    ['stages', stages],
    ['refused', refused],
  ] as const) {
    for (const [stage, steps] of all.entries()) {
      const beforePivot = list === 'stages' && stage < pivot;
      for (const step of steps)
        places.set(step.say, { step, list, stage, beforePivot, isPivot: isPivot(step) });
    }
  }
  return places;
}
