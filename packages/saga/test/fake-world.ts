import type { Clock } from '../src/clock.ts';
import type { SagaLog } from '../src/log.ts';
import { type MemoryLog, type MemoryLogParts, memoryLog } from '../src/log-memory.ts';
import { type Command, done, type Reply, type Transport } from '../src/message.ts';
import { createRunner, type Observer, type Runner, type Settings } from '../src/run.ts';
import type { SagaState } from '../src/state.ts';
import { anOrder, cancelOrder, placeOrder, throwing } from './example.ts';

/** A clock that moves only when told to, and lets everything that is due happen in order. */
export interface FakeClock extends Clock {
  pass(ms: number): Promise<void>;
  timers(): number;
}

/** Lets all promises that can settle do so. */
export const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

export function fakeClock(start = Date.parse('2026-01-01T00:00:00Z')): FakeClock {
  let now = start;
  const timers = new Set<{ at: number; call: () => void }>();
  return {
    now: () => now,
    after: (ms, call) => {
      const timer = { at: now + ms, call };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    timers: () => timers.size,
    async pass(ms) {
      const until = now + ms;
      await settle();
      for (;;) {
        const [next] = [...timers].filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at);
        if (!next) break;
        timers.delete(next);
        now = next.at;
        next.call();
        await settle();
      }
      now = until;
    },
  };
}

export type Participant = (command: Command) => Reply | Promise<Reply>;
export const silent: Participant = () => new Promise<Reply>(() => {});
export const unreachable: Participant = () => {
  throw new Error('connection refused');
};

/** Answers the first `count` times in one way, then in another. */
export function first(count: number, one: Participant, other: Participant = () => done()): Participant {
  let asked = 0;
  return (command) => (asked++ < count ? one(command) : other(command));
}

export const FORWARD = ['payment.hold', 'stock.reserve', 'delivery.book'];
export const FINISH = ['payment.capture', 'stock.take', 'notify.tell'];
export const UNDO = ['payment.release', 'stock.release', 'delivery.cancel'];

export interface World {
  clock: FakeClock;
  log: MemoryLog;
  runner: Runner;
  /** Every command that was sent: ms since the start, and its type. */
  sent: { at: number; command: Command }[];
  types(): string[];
  saved(): SagaState;
  observed: string[];
  /** A new runner on the same log and participants. */
  another(): Runner;
  begin(definition?: typeof placeOrder): string;
}

export interface WorldParts extends MemoryLogParts {
  participants?: Record<string, Participant>;
  settings?: Partial<Settings>;
  wrap?: (log: MemoryLog) => SagaLog;
}

const DATED = () => done({ date: '2026-05-04' });

/** A runner over a log in memory, with participants that are plain functions; jitter is off. */
export function world(parts: WorldParts = {}): World {
  const clock = fakeClock();
  const start = clock.now();
  const decisions = { confirm: () => done(), cancel: () => done(), ...parts.decisions };
  const log = memoryLog({ decisions, now: parts.now ?? (() => clock.now()) });
  const participants: Record<string, Participant> = { 'delivery.book': DATED, ...parts.participants };
  const sent: World['sent'] = [];
  const observed: string[] = [];
  const transport: Transport = {
    // Not async: a participant that throws here makes `send` itself throw.
    send(service, command) {
      if (!command.type.startsWith(`${service}.`)) throw new Error('sent to the wrong service');
      sent.push({ at: clock.now() - start, command });
      return Promise.resolve(participants[command.type]?.(command) ?? done());
    },
  };
  const another = () =>
    createRunner({
      definitions: [placeOrder, cancelOrder, throwing],
      log: parts.wrap?.(log) ?? log,
      transport,
      clock,
      random: () => 1,
      observe: noting(observed),
      ...(parts.settings ? { settings: parts.settings } : {}),
    });
  const runner = another();
  return {
    clock,
    log,
    runner,
    sent,
    observed,
    another,
    types: () => sent.map(({ command }) => command.type),
    saved: () => JSON.parse([...log.rows.values()].at(-1)!.data) as SagaState,
    begin: (definition = placeOrder) => {
      const id = `saga-${log.rows.size + 1}`;
      for (const row of log.insert([{ id, order: `order of ${id}`, definition, data: anOrder }]))
        runner.start(row);
      return id;
    },
  };
}

function noting(observed: string[]): Observer {
  return {
    decided: (_saga, step, reply) => void observed.push(`decided ${step}: ${reply.kind}`),
    ended: (saga) => void observed.push(`ended ${saga.state.ended}`),
    logFailed: (error, saga) => void observed.push(`log failed for ${saga?.id}: ${(error as Error).message}`),
    lost: (saga) => void observed.push(`lost ${saga.id}`),
    parked: (_saga, step, phase) => void observed.push(`parked ${phase} ${step}`),
  };
}
