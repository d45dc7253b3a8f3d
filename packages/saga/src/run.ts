import { type Clock, systemClock } from './clock.ts';
import type { SagaDefinition } from './definition.ts';
import { deliver } from './drive.ts';
import type { SagaLog, SagaRow } from './log.ts';
import type { Transport } from './message.ts';
import { type Context, iso, type Observer, runningFrom, type SagaView, tell } from './running.ts';
import { backOffBefore, SETTINGS, type Settings } from './settings.ts';
import { sweepWhileRunning } from './sweep.ts';

export type { Observer, SagaView } from './running.ts';
export type { Settings } from './settings.ts';

export interface RunnerParts {
  /** All versions that may be in flight; name and version must be unique together. */
  definitions: readonly SagaDefinition[];
  log: SagaLog;
  transport: Transport;
  settings?: Partial<Settings>;
  clock?: Clock;
  /** 0 to 1, for jitter. */
  random?: () => number;
  observe?: Observer;
}

/** Runs sagas: loads, advances, saves and sends, and nothing else. */
export interface Runner {
  /** Begins a saga whose row has just been committed. Throws when its definition is not here. */
  start(row: SagaRow): void;
  /** Takes over what is unfinished in the log; resolves to how many when all of it is under way. */
  resume(): Promise<number>;
  /** An operator's wish: tries parked steps of a saga (or the one named) again. False when it does not run here. */
  retry(saga: string, step?: string): boolean;
  /** How many sagas run here. */
  running(): number;
  get(saga: string): SagaView | undefined;
  /** Sends nothing more, waits for saves in flight (at most `settings.stop` ms), leaves the rest to the log. */
  stop(): Promise<void>;
}

/** Makes a runner. Throws an Error when two definitions have the same name and version. */
export function createRunner(parts: RunnerParts): Runner {
  const definitions = byNameAndVersion(parts.definitions);
  const context = contextFrom(parts);
  const { clock, sagas } = context;
  const sweeping = sweepWhileRunning(context);
  const run = (row: SagaRow, type: 'begin' | 'resume') => {
    if (context.stopped) return;
    admit(context, definitions, row, type);
    sweeping.keep();
  };
  return {
    start: (row) => run(row, row.state.steps.length > 0 ? 'resume' : 'begin'),
    resume: () => resume(context, [...definitions.values()], (row) => run(row, 'resume')),
    retry(id, step) {
      const saga = sagas.get(id);
      if (!saga) return false;
      const at = iso(clock.now());
      deliver(context, saga, step === undefined ? { type: 'retry', at } : { type: 'retry', at, step });
      return true;
    },
    running: () => sagas.size,
    get: (id) => sagas.get(id),
    async stop() {
      context.stopped = true;
      sweeping.end();
      await settled(context);
    },
  };
}

type Definitions = Map<string, SagaDefinition>;

function admit(context: Context, definitions: Definitions, row: SagaRow, type: 'begin' | 'resume'): void {
  const definition = definitions.get(`${row.definition} ${row.definitionVersion}`);
  if (!definition) throw new Error(`Saga ${row.definition} has no version ${row.definitionVersion} here.`);
  const known = context.sagas.get(row.id);
  if (known && known.version >= row.version) return;
  // Claimed by ourselves while it was running: what runs under the older version is void.
  if (known) known.gone = true;
  const saga = runningFrom(context, definition, row);
  context.sagas.set(saga.id, saga);
  const at = iso(context.clock.now());
  deliver(context, saga, type === 'begin' ? { type, at } : { type, at, late: row.remaining <= 0 });
}

function contextFrom(parts: RunnerParts): Context {
  const context: Context = {
    log: parts.log,
    transport: parts.transport,
    settings: { ...SETTINGS, ...parts.settings },
    clock: parts.clock ?? systemClock,
    random: parts.random ?? Math.random,
    observe: parts.observe ?? {},
    sagas: new Map(),
    saves: new Set(),
    stopped: false,
    deliver: (saga, event) => deliver(context, saga, event),
  };
  return context;
}

function byNameAndVersion(definitions: readonly SagaDefinition[]): Definitions {
  const found: Definitions = new Map();
  for (const definition of definitions) {
    const key = `${definition.name} ${definition.version}`;
    if (found.has(key))
      throw new Error(`Saga ${definition.name}: version ${definition.version} is defined twice.`);
    found.set(key, definition);
  }
  return found;
}

async function resume(
  context: Context,
  definitions: readonly SagaDefinition[],
  run: (row: SagaRow) => void,
): Promise<number> {
  const { log, sagas, settings } = context;
  let before: string | null = null;
  let count = 0;
  let failed = 0;
  while (!context.stopped) {
    try {
      const claimed = await log.claim({
        definitions,
        limit: settings.claimSize,
        except: [...sagas.keys()],
        before,
      });
      for (const row of claimed.rows) if (!context.stopped) run(row);
      count += claimed.rows.length;
      before = claimed.before;
      if (!claimed.left) break;
      failed = claimed.rows.length > 0 ? 0 : failed + 1;
    } catch (error) {
      failed++;
      const { logFailed } = context.observe;
      if (logFailed) tell(() => logFailed(error));
    }
    // The log is away, or what is left is locked by a transaction that has still to end.
    if (failed > 0) await pause(context, failed);
  }
  return count;
}

function pause({ clock, settings, random }: Context, failed: number): Promise<void> {
  const wait = backOffBefore(failed + 1, settings.backOff, settings.maxBackOff, random);
  return new Promise((resolve) => {
    clock.after(wait, resolve);
  });
}

async function settled({ clock, settings, saves }: Context): Promise<void> {
  let cancel: (() => void) | undefined;
  const patience = new Promise<void>((resolve) => {
    cancel = clock.after(settings.stop, resolve);
  });
  await Promise.race([Promise.all(saves), patience]);
  cancel?.();
}
