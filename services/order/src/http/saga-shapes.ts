import { Id, Instant } from '@sagashop/chassis/http/shapes';
import { Type } from 'typebox';
import { STEP_KEYS } from '../sagas/definitions.ts';
import { STEP_STATES } from '../sagas/step-state.ts';
import { HitShape } from './lab-shapes.ts';

const Nullable = <S extends Parameters<typeof Type.Union>[0][number]>(shape: S) =>
  Type.Union([shape, Type.Null()]);

export const StepShape = Type.Object({
  key: Type.Optional(
    Type.Enum(STEP_KEYS, {
      description: 'what programs know the step by; `name` is for people and may change',
    }),
  ),
  name: Type.String(),
  phase: Type.Union([Type.Literal('do'), Type.Literal('undo')]),
  status: Type.String(),
  attempts: Type.Integer(),
  reply: Type.Unknown(),
  startedAt: Instant,
  endedAt: Nullable(Instant),
});

const StepState = Type.Enum([...STEP_STATES], {
  description: '`waiting`: it was tried before and is tried again',
});

const RecordShape = Type.Object(
  {
    service: Type.String(),
    state: Type.String({ description: 'of the row; `none`: there is none' }),
    agrees: Type.Union([Type.Boolean(), Type.Null()], {
      description: 'with the log; null while the step is under way, or while both are changing',
    }),
    expected: Type.Array(Type.String(), { description: 'the states that would agree' }),
    row: Nullable(Type.Object({}, { additionalProperties: true })),
  },
  {
    description:
      "the participant's own row, read from that service; left out where the step has not begun or the service does not answer",
  },
);

const DrawnStep = Type.Object({
  key: Type.String(),
  say: Type.String({ description: 'for people; may change' }),
  service: Type.String(),
  command: Type.Optional(Type.String()),
  undo: Type.Optional(Type.String({ description: 'the command that takes it back' })),
  pivot: Type.Optional(Type.Literal(true)),
  state: Type.Union([StepState, Type.Null()], { description: 'null: the saga does not come by it' }),
  record: Type.Optional(RecordShape),
  usual: Type.Optional(
    Type.Object(
      { p50: Type.Integer(), p95: Type.Integer(), of: Type.Integer() },
      { description: 'how many ms it took here the last thousand times that it was done' },
    ),
  ),
});

const stages = (description: string) => Type.Array(Type.Array(DrawnStep), { description });

const DrawnSaga = Type.Object({
  name: Type.String(),
  version: Type.Integer(),
  stages: stages('one after the other; the steps of a stage are under way together'),
  refused: stages('what is done when all has been undone'),
});

const Outcome = Nullable(Type.String());

export const SagaShape = Type.Object({
  id: Nullable(Id),
  name: Type.String(),
  state: Type.String(),
  outcome: Outcome,
  definition: Type.Union([DrawnSaga, Type.Null()], {
    description: 'null where this release does not know its version',
  }),
  steps: Type.Array(
    Type.Object({
      saga: Type.String({
        description:
          '`place-order`; `cancel-order` when it was cancelled after it; `refund-order` when money went back while it stood',
      }),
      sagaId: Id,
      ...StepShape.properties,
      state: StepState,
      record: Type.Optional(RecordShape),
    }),
  ),
  sagas: Type.Array(
    Type.Object({
      id: Id,
      definition: Type.String(),
      version: Type.Integer(),
      state: Type.String(),
      outcome: Outcome,
      startedAt: Instant,
      deadline: Instant,
      endedAt: Nullable(Instant),
      drawing: Type.Union([DrawnSaga, Type.Null()]),
    }),
    { description: 'all of the order, the oldest first' },
  ),
  faults: Type.Optional(
    Type.Array(HitShape, {
      description: 'where the laboratory is open: what has struck the order, the oldest first',
    }),
  ),
});
