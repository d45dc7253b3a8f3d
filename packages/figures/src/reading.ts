import { call } from '@sagashop/chassis/service/calls';
import { type Static, Type } from 'typebox';

/** A histogram as Prometheus has it: upper bounds in seconds, ascending, each with how many values are not above it. */
export const Spread = Type.Array(Type.Tuple([Type.Number(), Type.Integer()]));

/** What a process has counted of one service since it was started, and what is so now. */
export const Reading = Type.Object({
  /** Which process: unlike every other, also the one that had its place before. */
  id: Type.String(),
  version: Type.String(),
  /** ISO 8601. */
  startedAt: Type.String(),
  /** ms since the process was started, when this was read. */
  age: Type.Number(),
  ready: Type.Boolean(),
  /** Why it is not ready. */
  why: Type.Optional(Type.String()),
  /** What only grows: `http`, `http.errors`, `to.payment`, … */
  counts: Type.Record(Type.String(), Type.Number()),
  spreads: Type.Record(Type.String(), Spread),
  /** What rises and falls: `queue`, `pool.running`, … */
  gauges: Type.Record(Type.String(), Type.Number()),
});

export type Spread = Static<typeof Spread>;
export type Reading = Static<typeof Reading>;

/** The call by which a process says what it has counted of a service: the capability `figures` of its manifest. */
export function figuresCall(service: string) {
  return call(service, 'figures', Type.Object({}), Reading, { patience: 1500 });
}
