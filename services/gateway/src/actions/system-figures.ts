import { type Static, Type } from 'typebox';

const rate = (what: string) => Type.Number({ description: `${what} a second` });
const ms = (description: string) =>
  Type.Union([Type.Number(), Type.Null()], { description: `${description}, in ms` });

const Instance = Type.Object({
  id: Type.String({ description: 'machine or pod, and process' }),
  version: Type.String(),
  ready: Type.Boolean(),
  why: Type.Optional(Type.String({ description: 'why it is not ready' })),
  startedAt: Type.String({ description: 'ISO 8601' }),
});

const Called = Type.Object({
  to: Type.String({ description: 'another service; `subscribers`: whoever listens to its events' }),
  requestsPerSecond: rate('requests, calls, commands and events'),
  errorsPerSecond: rate('those that failed'),
  p99: ms('99 of 100 were answered in this time, as the caller sees it'),
});

const Batch = Type.Object({
  name: Type.String(),
  perSecond: rate('batches'),
  size: Type.Union([Type.Number(), Type.Null()], { description: 'items in a batch, on average' }),
  waitP99: ms('99 of 100 batches waited no longer before they began'),
});

const Pool = Type.Object({
  max: Type.Integer({ description: 'connections that its pools may open' }),
  running: Type.Integer({ description: 'transactions that hold one' }),
  waiting: Type.Integer({ description: 'transactions that wait for one' }),
  waitP99: ms('99 of 100 waited no longer for one'),
});

const ServiceFigures = Type.Object({
  name: Type.String(),
  state: Type.Enum(['ready', 'partly', 'not_ready', 'away'], {
    description: 'all of its instances are ready, some, none, or none answers',
  }),
  instances: Type.Array(Instance),
  requests: Type.Integer({ description: 'all that its instances were asked since they were started' }),
  requestsPerSecond: rate('requests of visitors, calls and commands of services'),
  p50: ms('half of them were answered in this time'),
  p90: ms('90 of 100 were answered in this time'),
  p99: ms('99 of 100 were answered in this time'),
  errorsPerSecond: rate('those answered 5xx, and those that failed'),
  bytesIn: rate('bytes of bodies that came in over HTTP'),
  bytesOut: rate('bytes of bodies that went out over HTTP'),
  calls: Type.Array(Called),
  queue: Type.Integer({ description: 'calls and commands that are not answered yet' }),
  sagas: Type.Optional(Type.Integer({ description: 'sagas that run' })),
  batches: Type.Array(Batch),
  pool: Type.Optional(Pool),
  database: Type.Optional(Type.Object({ bytes: Type.Number({ description: 'bytes on its disk' }) })),
  outbox: Type.Optional(
    Type.Object({
      events: Type.Integer({ description: 'that nobody has been told yet; 10,000 at most' }),
      age: Type.Number({ description: 'seconds since the oldest of them happened' }),
    }),
  ),
});

/** All services at one moment. */
export const SystemFigures = Type.Object({
  at: Type.String({ description: 'ISO 8601' }),
  seconds: Type.Number({
    description:
      'over how long rates and times are taken, at most: since a process was started where it is newer',
  }),
  services: Type.Array(ServiceFigures),
});

export type SystemFigures = Static<typeof SystemFigures>;
export type ServiceFigures = Static<typeof ServiceFigures>;
export type InstanceState = Static<typeof Instance>;
