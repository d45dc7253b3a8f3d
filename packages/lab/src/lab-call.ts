import { call } from '@sagashop/chassis/service/calls';
import { Type } from 'typebox';

/** What the laboratory has a service's process do to itself. */
export const LAB_ACTS = ['cut', 'hold', 'hang', 'go_on', 'die'] as const;
export type LabAct = (typeof LAB_ACTS)[number];

/**
 * `cut` its connections to its database, `hold` all of them busy for a moment, `hang` (answer nothing) for so many ms unless
 * told to `go_on`, `die` as by `kill -9`. It answers how much it has left unanswered since it was asked last.
 */
export const labCall = (name: string) =>
  call(
    name,
    'lab',
    Type.Object({
      act: Type.Enum(LAB_ACTS),
      ms: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
    }),
    Type.Object({ held: Type.Integer() }),
    { patience: 2000 },
  );
