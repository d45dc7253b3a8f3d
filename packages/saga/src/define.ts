import type { CommandStep, Place, Sending, Step, StepMaker } from './definition.ts';
import { isDecision, type SagaDefinition, type WrittenSaga } from './definition.ts';
import type { CommandType } from './message.ts';

const NAME = /^[a-z][a-z0-9-]*$/;
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
  checkShape(written, [...stages, ...refused]);
  const pivot = stages.findIndex((stage) => stage.some(isPivot));
  checkPivot(written.name, stages, refused);
  const places = placesOf(stages, refused, pivot);
  for (const place of places.values()) checkPlace(written.name, place);
  const undoable = stages.slice(0, pivot).flat().filter(isCommand);
  checkCommands(written.name, undoable, stages.slice(pivot).flat().filter(isCommand), refused);
  return { name: written.name, version: written.version, stages, refused, pivot, undoable, places };
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
const isPivot = (step: Step) => isDecision(step) && step.pivot === true;
const isCommand = (step: Step): step is CommandStep => !isDecision(step);

function refuse(saga: string, sentence: string): never {
  throw new Error(`Saga ${saga}: ${sentence}.`);
}

function checkShape(written: WrittenSaga<unknown>, all: readonly (readonly Step[])[]): void {
  const { name, version } = written;
  if (!NAME.test(name)) refuse(`'${name}'`, 'its name must be lower-case words with hyphens');
  if (!Number.isInteger(version) || version < 1) refuse(name, 'its version must be a positive integer');
  const [seen, keys] = [new Set<string>(), new Set<string>()];
  for (const stage of all) {
    if (stage.length === 0) refuse(name, 'it has a stage without steps');
    for (const { key, say } of stage) {
      if (say.trim() === '') refuse(name, 'it has a step without a name');
      if (seen.has(say)) refuse(name, `two steps are called '${say}'`);
      seen.add(say);
      if (!NAME.test(key)) refuse(name, `the key '${key}' must be lower-case words with hyphens`);
      if (keys.has(key)) refuse(name, `two steps have the key '${key}'`);
      keys.add(key);
    }
    const decision = stage.find(isDecision);
    if (decision && stage.length > 1)
      refuse(name, `the decision '${decision.say}' must be alone in its stage`);
  }
}

function checkPivot(
  saga: string,
  stages: readonly (readonly Step[])[],
  refused: readonly (readonly Step[])[],
) {
  const [first, second] = stages.flat().filter(isPivot);
  if (!first) refuse(saga, 'it has no pivot among its stages');
  if (second)
    refuse(saga, `'${first.say}' and '${second.say}' are both pivots, but it must have exactly one`);
  const wrong = refused.flat().find(isPivot);
  if (wrong) refuse(saga, `'${wrong.say}' is done after a refusal and cannot be a pivot`);
}

function checkPlace(saga: string, { step, beforePivot, list }: Place): void {
  if (isDecision(step)) {
    if (beforePivot)
      refuse(saga, `the decision '${step.say}' is before the pivot, where it could not be undone`);
    return;
  }
  if (beforePivot && !step.undo) refuse(saga, `'${step.say}' is before the pivot and has no undo`);
  if (!beforePivot && step.undo) {
    refuse(
      saga,
      `'${step.say}' is ${list === 'refused' ? 'done after a refusal' : 'after the pivot'} and must have no undo`,
    );
  }
}

/**
 * A participant answers a repeated (order, command type) as it did the first, so two steps of one run
 * must not send the same type: the second would do nothing and get the first one's answer.
 */
function checkCommands(
  saga: string,
  undoable: readonly CommandStep[],
  after: readonly CommandStep[],
  refused: readonly (readonly Step[])[],
): void {
  for (const end of [after, refused.flat().filter(isCommand)]) {
    const seen = new Map<string, string>();
    for (const step of [...undoable, ...end]) {
      for (const type of [step.send.type, ...(step.undo ? [step.undo.type] : [])]) {
        const other = seen.get(type);
        if (other !== undefined)
          refuse(saga, `'${other}' and '${step.say}' both send ${type}, which is done once an order`);
        seen.set(type, step.say);
      }
    }
  }
}

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
