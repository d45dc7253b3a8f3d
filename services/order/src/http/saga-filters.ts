import { Type } from 'typebox';
import { STEP_KEYS } from '../sagas/definitions.ts';

export const SagaState = Type.Enum(['running', 'parked', 'ended']);

/** What staff narrow the list of sagas down by. */
export const SagaFilters = {
  state: Type.Optional(SagaState),
  step: Type.Optional(
    Type.Enum(STEP_KEYS, { description: 'where it stands: the step that waits, or was begun last' }),
  ),
  reason: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
  q: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description: "an order's number, or words of its customer or recipient",
    }),
  ),
};
