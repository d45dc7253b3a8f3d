import { CommonConfig } from '@sagashop/chassis/config/config';
import { Type } from 'typebox';

/** The environment of the order service. */
export const OrderConfig = Type.Object({
  ...CommonConfig.properties,
  ORDER_DATABASE_URL: Type.String(),
  /** ms from the start after which an unconfirmed order turns back. */
  ORDER_DEADLINE_MS: Type.Integer({ minimum: 100, default: 30_000 }),
  /** ms after which an attempt of a step without an answer is made again. */
  ORDER_ATTEMPT_MS: Type.Integer({ minimum: 100, default: 5_000 }),
  /** The most orders that may be undecided at once in this process; what comes beyond is turned away. */
  ORDER_PLACES: Type.Integer({ minimum: 1, default: 2_000 }),
  /** ms that an order may take on average until it is decided; when they take longer, fewer are let in. */
  ORDER_LONGEST_MS: Type.Integer({ minimum: 10, default: 2_500 }),
  /** Answered faults after which a step is parked for an operator. */
  ORDER_PARK_AFTER: Type.Integer({ minimum: 1, default: 10 }),
  /**
   * ms of silence after which other order processes take this one for frozen, and its sagas over. It says that it
   * lives five times in this time, and its connection, which holds its lock, must not be closed as unused meanwhile.
   */
  ORDER_TAKE_OVER_MS: Type.Integer({ minimum: 200, maximum: 60_000, default: 5_000 }),
  /** Streams of live orders that this process keeps open, and for each user. */
  ORDER_STREAMS: Type.Integer({ minimum: 0, default: 1000 }),
  ORDER_STREAMS_PER_USER: Type.Integer({ minimum: 0, default: 20 }),
  /** For tests only: where this process kills itself, e.g. `after confirm 3` (see saga/kill-points.ts). */
  ORDER_KILL_POINT: Type.Optional(Type.String({ pattern: '^(before|after) [a-z_. ]+ [1-9][0-9]*$' })),
});
