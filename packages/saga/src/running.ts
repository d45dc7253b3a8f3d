import type { advance } from './advance.ts';
import type { Clock } from './clock.ts';
import type { SagaDefinition } from './definition.ts';
import type { Cause, SagaLog, SagaRow } from './log.ts';
import type { Reply, Transport } from './message.ts';
import type { Settings } from './settings.ts';
import type { Decide, Phase, SagaEvent, SagaState, Send } from './state.ts';

/** What others get to see of a saga that runs here. */
export interface SagaView {
  readonly id: string;
  readonly order: string;
  /** The definition's name. */
  readonly definition: string;
  /** As in its row. */
  readonly trace: string | null;
  readonly state: SagaState;
  /** ms by which the log's clock, which all times in the state go by, was ahead of this process's at the start here. */
  readonly ahead: number;
}

/** Called as things happen, after they were saved where that is waited for. What they throw is ignored. */
export interface Observer {
  /** A decision was committed; `reply` says how. */
  decided?(saga: SagaView, step: string, reply: Reply): void;
  /** The saga's end was committed. */
  ended?(saga: SagaView): void;
  /** A step or its undo got its final reply, `seconds` after its first attempt. */
  stepEnded?(saga: SagaView, step: string, phase: Phase, kind: 'done' | 'refused', seconds: number): void;
  /** The saga is another runner's, or nobody's: here nothing more happens to it. */
  lost?(saga: SagaView): void;
  /** It goes on here with a saga that another had run, or nobody. */
  takenOver?(saga: SagaView, cause: Cause): void;
  /** It was silent for too long, and has dropped all its sagas: it acquires a new lease. */
  lapsed?(): void;
  /** The log rejected a save of this saga, or a claim. It is tried again in any case; this is for whoever can help. */
  logFailed?(error: unknown, saga?: SagaView): void;
  /** A step waits for an operator. */
  parked?(saga: SagaView, step: string, phase: Phase): void;
}

/** An attempt under way until it times out, or one that waits for its back-off until it is due. */
export interface PendingAttempt {
  readonly step: string;
  readonly phase: Phase;
  readonly attempt: number;
  readonly at: number;
  readonly waiting: Send | Decide | undefined;
}

/** A saga in this runner's memory. */
export interface Running extends SagaView {
  readonly plan: SagaDefinition;
  readonly version: number;
  /** By the runner's clock, ms. */
  readonly deadlineAt: number;
  /** ISO, by the log's clock, which participants share. */
  readonly expiresAt: string;
  state: SagaState;
  /** A save is in flight or waits to be repeated: events queue. */
  busy: boolean;
  queue: SagaEvent[];
  pending: PendingAttempt[];
  /** When the state should be saved for the timeline; Infinity when the log has it. */
  saveAt: number;
  failedSaves: number;
  /** Nothing of this saga is looked at before. */
  dueAt: number;
  /** Lost to another runner, or ended: nothing more happens here. */
  gone: boolean;
}

/** What the runner's parts share. */
export interface Context {
  readonly advance: typeof advance;
  readonly log: SagaLog;
  readonly transport: Transport;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly random: () => number;
  readonly observe: Observer;
  readonly sagas: Map<string, Running>;
  /** Saves in flight, for `stop` to wait for. */
  readonly saves: Set<Promise<void>>;
  stopped: boolean;
  /** This runner's id, by its lease; 0 without one. */
  owner: number;
  /** By the runner's clock: from then on others may take it for frozen, so it must not act any more. */
  lapsesAt: number;
  deliver(saga: Running, event: SagaEvent): void;
}

export function runningFrom(context: Context, plan: SagaDefinition, row: SagaRow): Running {
  const now = context.clock.now();
  return {
    id: row.id,
    order: row.order,
    definition: plan.name,
    trace: row.trace,
    plan,
    version: row.version,
    ahead: Math.round(readAt(row)) - now,
    deadlineAt: now + row.remaining,
    expiresAt: new Date(row.deadline + context.settings.expiry).toISOString(),
    state: row.state,
    busy: false,
    queue: [],
    pending: [],
    saveAt: Number.POSITIVE_INFINITY,
    failedSaves: 0,
    dueAt: 0,
    gone: false,
  };
}

/** When a row was read, by the log's clock. */
export function readAt(row: SagaRow): number {
  return row.deadline - row.remaining;
}

/** A moment of this process's clock as a saga's state has it: by the log's clock, as all other times of its order. */
export function momentOf(saga: Running, now: number): string {
  return iso(now + saga.ahead);
}

/** Forgets a saga, unless another run of it has taken its place. */
export function forget(context: Context, saga: Running): void {
  saga.gone = true;
  saga.queue = [];
  saga.pending = [];
  if (context.sagas.get(saga.id) === saga) context.sagas.delete(saga.id);
}

/** Gives a saga up: it is another's now. */
export function lose(context: Context, saga: Running): void {
  forget(context, saga);
  tell(context, 'lost', saga);
}

/**
 * Whether this runner may still act. When it has not renewed its row in time, others may run its sagas already:
 * it drops them all, before anything else of them is sent.
 */
export function mayAct(context: Context): boolean {
  const { lapsesAt, clock } = context;
  if (clock.now() < lapsesAt) return true;
  if (context.owner > 0 && !context.stopped) dropAll(context);
  return false;
}

/** Drops all sagas, and is no runner until it has a new lease. */
export function dropAll(context: Context): void {
  if (context.owner > 0) tell(context, 'lapsed');
  context.owner = 0;
  context.lapsesAt = 0;
  for (const saga of context.sagas.values()) lose(context, saga);
}

let lastMs = Number.NaN;
let lastIso = '';

/** ISO time; many events share a millisecond, and formatting is the most expensive part of one. */
export function iso(ms: number): string {
  if (ms !== lastMs) {
    lastIso = new Date(ms).toISOString();
    lastMs = ms;
  }
  return lastIso;
}

/** Tells the observer, if it wants to hear of it; whatever it throws is its own affair, never the saga's. */
export function tell<What extends keyof Observer>(
  { observe }: Context,
  what: What,
  ...of: Parameters<NonNullable<Observer[What]>>
): void {
  try {
    (observe[what] as ((...all: typeof of) => void) | undefined)?.(...of);
  } catch {}
}
