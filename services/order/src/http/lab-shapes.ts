import { Id, Instant } from '@sagashop/chassis/http/shapes';
import { FAULT_NAMES } from '@sagashop/lab/fault-kinds';
import { Type } from 'typebox';
import { STEP_KEYS } from '../sagas/definitions.ts';

const Nullable = <S extends Parameters<typeof Type.Union>[0][number]>(shape: S) =>
  Type.Union([shape, Type.Null()]);

const Name = Type.Enum(FAULT_NAMES);
const Scope = Type.Enum(['mine', 'all'], { description: '`mine`: orders of whoever made the fault' });

/** What somebody wishes to break. */
export const WishShape = Type.Object(
  {
    fault: Name,
    service: Type.Optional(Type.String({ maxLength: 50, description: 'all that it can strike without one' })),
    command: Type.Optional(
      Type.String({
        maxLength: 100,
        description: '`payment.hold`, or `hold` with its service; all of them without one',
      }),
    ),
    share: Type.Optional(
      Type.Number({ exclusiveMinimum: 0, maximum: 1, description: 'of how many occasions it takes one; 1' }),
    ),
    nth: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 10_000,
        description: 'instead of a share: it takes this occasion alone',
      }),
    ),
    scope: Scope,
    seconds: Type.Integer({ minimum: 1, maximum: 300, description: 'until it is over' }),
    seed: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1, description: 'what its chances are drawn from' }),
    ),
  },
  { additionalProperties: false },
);

/** A fault that is active, or has been. */
export const FaultShape = Type.Object({
  id: Id,
  fault: Name,
  says: Type.String({ description: 'for people; may change' }),
  service: Nullable(Type.String()),
  command: Nullable(Type.String()),
  share: Nullable(Type.Number()),
  nth: Nullable(Type.Integer()),
  scope: Scope,
  seconds: Type.Integer(),
  seed: Type.Integer(),
  by: Id,
  startedAt: Instant,
  endsAt: Instant,
  occasions: Type.Integer({ description: 'how often it could have struck' }),
  hits: Type.Integer({ description: 'how often it did' }),
  lastHitAt: Nullable(Instant),
  orders: Type.Array(Id, { description: 'those that it has struck, the last first, 20 at most' }),
  endedAt: Nullable(Instant),
});

export const LabShape = Type.Object({
  faults: Type.Array(
    Type.Object({
      name: Name,
      says: Type.String({ description: 'for people; may change' }),
      scopes: Type.Array(Scope),
      targets: Type.Array(Type.Object({ service: Type.String(), commands: Type.Array(Type.String()) })),
    }),
    { description: 'what there is' },
  ),
  active: Type.Array(FaultShape, {
    description: 'your own, and those that strike everybody; the newest first',
  }),
  recent: Type.Array(FaultShape, { description: 'the last that are over' }),
});

/** One stroke of a fault, beside the saga that it struck. */
export const HitShape = Type.Object({
  at: Instant,
  fault: Name,
  says: Type.String({ description: 'for people; may change' }),
  faultId: Id,
  service: Type.String(),
  command: Type.String(),
  saga: Nullable(Id),
  step: Nullable(Type.Enum(STEP_KEYS)),
  phase: Nullable(Type.String({ description: '`do` or `undo`' })),
  attempt: Nullable(Type.Integer()),
});
