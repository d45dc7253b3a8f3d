import { advance } from './advance.ts';
import { type Clock, systemClock } from './clock.ts';
import type { SagaDefinition } from './definition.ts';
import { deliver } from './drive.ts';
import { type Definitions, intervene, type Wish, type Wished } from './intervene.ts';
import type { Leases } from './leases.ts';
import type { SagaLog, SagaRow } from './log.ts';
import { membership } from './membership.ts';
import type { Transport } from './message.ts';
import {
  type Context,
  dropAll,
  forget,
  lose,
  mayAct,
  momentOf,
  type Observer,
  runningFrom,
  type SagaView,
} from './running.ts';
import { SETTINGS, type Settings } from './settings.ts';
import { sweepWhileRunning } from './sweep.ts';

export type { Wish, Wished } from './intervene.ts';
export type { Observer, SagaView } from './running.ts';
export type { Settings } from './settings.ts';

export interface RunnerParts {
  /** All versions that may be in flight; name and version must be unique together. */
  definitions: readonly SagaDefinition[];
  log: SagaLog;
  /**
   * Where it acquires the lease of a runner; over a connection of its own. Without them it runs what it is
   * given, and what others run by the same log as well: only the version check keeps them apart then.
   */
  leases?: Leases;
  transport: Transport;
  settings?: Partial<Settings>;
  clock?: Clock;
  /** 0 to 1, for jitter. */
  random?: () => number;
  observe?: Observer;
  /** Where a saga goes from an event; a simulation puts a mistaken one here. */
  advance?: typeof advance;
}

/** The orchestrator of sagas: loads, advances, saves and sends, and nothing else. */
export interface Runner {
  /** The id to be written as the owner of a new saga's row; 0, nobody's, while this is no runner. */
  owner(): number;
  /**
   * Begins a saga whose row has just been committed. It is `lost` at once when this is not, or no more, the runner
   * that its row names: whoever claims it goes on with it. Throws when its definition is not here.
   */
  start(row: SagaRow): void;
  /**
   * Acquires a lease and takes over what nobody runs in the log; resolves to how many sagas those were when all
   * of them are under way. With leases it goes on with that until it is stopped.
   */
  resume(): Promise<number>;
  /** Does what an operator wants of a saga, whoever runs it: it runs here afterwards. `retake` is the log's unless given. */
  intervene(saga: string, wish: Wish, retake?: SagaLog['retake']): Promise<Wished>;
  /** How many sagas run here. */
  running(): number;
  get(saga: string): SagaView | undefined;
  /** Forgets all its sagas at once, as a process that dies does, and acquires a new lease at its next beat. */
  lapse(): void;
  /** Sends nothing more, waits for saves in flight (at most `settings.stop` ms), leaves the rest to other runners. */
  stop(): Promise<void>;
}

/** Makes a runner. Throws an Error when two definitions have the same name and version. */
export function createRunner(parts: RunnerParts): Runner {
  const definitions = byNameAndVersion(parts.definitions);
  const context = contextFrom(parts);
  const { sagas } = context;
  const sweeping = sweepWhileRunning(context);
  const run = (row: SagaRow, type: 'begin' | 'resume') => {
    if (context.stopped) return;
    admit(context, definitions, row, type);
    sweeping.keep();
  };
  const member = membership(context, parts.leases, parts.definitions, (row) => run(row, 'resume'));
  return {
    owner: () => (mayAct(context) ? context.owner : 0),
    start: (row) => run(row, row.state.steps.length > 0 ? 'resume' : 'begin'),
    resume: member.begin,
    intervene: (saga, wish, retake = context.log.retake) =>
      intervene(context, definitions, { saga, wish, retake }, (row) => run(row, 'resume')),
    running: () => sagas.size,
    get: (id) => sagas.get(id),
    lapse: () => dropAll(context),
    async stop() {
      context.stopped = true;
      sweeping.end();
      await settled(context);
      await member.end();
    },
  };
}

function admit(context: Context, definitions: Definitions, row: SagaRow, type: 'begin' | 'resume'): void {
  const definition = definitions.get(`${row.definition} ${row.definitionVersion}`);
  if (!definition) throw new Error(`Saga ${row.definition} has no version ${row.definitionVersion} here.`);
  const known = context.sagas.get(row.id);
  if (known && known.version >= row.version) return;
  // Claimed by ourselves while it was running: what runs under the older version is void.
  if (known) forget(context, known);
  const saga = runningFrom(context, definition, row);
  if (!mayAct(context) || row.owner !== context.owner) {
    lose(context, saga);
    return;
  }
  context.sagas.set(saga.id, saga);
  const at = momentOf(saga, context.clock.now());
  deliver(context, saga, type === 'begin' ? { type, at } : { type, at, late: row.remaining <= 0 });
}

function contextFrom(parts: RunnerParts): Context {
  const context: Context = {
    advance: parts.advance ?? advance,
    log: parts.log,
    transport: parts.transport,
    settings: { ...SETTINGS, ...parts.settings },
    clock: parts.clock ?? systemClock,
    random: parts.random ?? Math.random,
    observe: parts.observe ?? {},
    sagas: new Map(),
    saves: new Set(),
    stopped: false,
    owner: 0,
    lapsesAt: parts.leases ? 0 : Number.POSITIVE_INFINITY,
    deliver: (saga, event) => deliver(context, saga, event),
  };
  return context;
}

function byNameAndVersion(definitions: readonly SagaDefinition[]): Definitions {
  const found = new Map<string, SagaDefinition>();
  for (const definition of definitions) {
    const key = `${definition.name} ${definition.version}`;
    if (found.has(key))
      throw new Error(`Saga ${definition.name}: version ${definition.version} is defined twice.`);
    found.set(key, definition);
  }
  return found;
}

async function settled({ clock, settings, saves }: Context): Promise<void> {
  let cancel: (() => void) | undefined;
  const patience = new Promise<void>((resolve) => {
    cancel = clock.after(settings.stop, resolve);
  });
  await Promise.race([Promise.all(saves), patience]);
  cancel?.();
}
