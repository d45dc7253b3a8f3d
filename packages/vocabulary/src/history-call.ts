import { Id } from '@sagashop/chassis/http/shapes';
import { call } from '@sagashop/chassis/service/calls';
import { type Static, Type } from 'typebox';

/** Something that has happened to an order in one service. */
const HistoryEvent = Type.Object({
  /** When; null where the service has not kept it. */
  at: Type.Union([Type.String(), Type.Null()]),
  /** What, as `money.captured`. */
  kind: Type.String(),
  /** Whoever did it, where it was a person. */
  by: Type.Optional(Id),
  data: Type.Record(Type.String(), Type.Unknown()),
});

export type HistoryEvent = Static<typeof HistoryEvent>;

/** Declares how a service answers what has happened to an order in it, the oldest first. */
export function historyCall(service: string) {
  return call(
    service,
    'order-history',
    Type.Object({ order: Id }),
    Type.Object({ events: Type.Array(HistoryEvent) }),
    { patience: 3000 },
  );
}
