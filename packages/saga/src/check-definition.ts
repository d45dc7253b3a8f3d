import {
  type CommandStep,
  isCommand,
  isDecision,
  isPivot,
  type Place,
  type SagaDefinition,
  type Step,
} from './definition.ts';

const NAME = /^[a-z][a-z0-9-]*$/;

/** Throws an Error with a sentence naming saga and step when a saga could not be run safely. */
export function checkDefinition(saga: SagaDefinition): void {
  const { name, stages, refused, pivot, undoable, places } = saga;
  checkShape(saga, [...stages, ...refused]);
  checkPivot(name, stages, refused);
  for (const place of places.values()) checkPlace(name, place);
  checkCommands(name, undoable, stages.slice(pivot).flat().filter(isCommand), refused);
}

function refuse(saga: string, sentence: string): never {
  throw new Error(`Saga ${saga}: ${sentence}.`);
}

function checkShape({ name, version }: SagaDefinition, all: readonly (readonly Step[])[]): void {
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
