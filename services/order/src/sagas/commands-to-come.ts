import type { CommandStep, Reason, SagaDefinition, Step } from '@sagashop/saga/definition';
import { isDecision } from '@sagashop/saga/definition';

/** A command as it will be sent. */
export interface CommandToCome {
  service: string;
  type: string;
  body: object;
}

const commandsIn = (stages: readonly (readonly Step[])[]) =>
  stages.flat().filter((step): step is CommandStep => !isDecision(step));

/** What a saga sends that begins with its pivot. */
export function commandsBehindPivot(definition: SagaDefinition, data: unknown): CommandToCome[] {
  return commandsIn(definition.stages.slice(definition.pivot + 1)).map(({ send, body }) =>
    commandOf(send, body(data, { code: '' })),
  );
}

/** What a saga sends that turns back before its pivot. */
export function commandsOfTurningBack(
  definition: SagaDefinition,
  data: unknown,
  reason: Reason,
): CommandToCome[] {
  return [
    ...definition.undoable.map(({ undo, undoBody }) => commandOf(undo!, undoBody(data, reason))),
    ...commandsIn(definition.refused).map(({ send, body }) => commandOf(send, body(data, reason))),
  ];
}

const commandOf = ({ service, type }: { service: string; type: string }, body: unknown): CommandToCome => ({
  service,
  type,
  body: body as object,
});
