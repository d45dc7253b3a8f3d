import type { Reason, SagaDefinition } from './definition.ts';
import type { Reply } from './message.ts';
import type { SagaState } from './state.ts';

/** A saga to be started, as it is written with its order, in one transaction. */
export interface NewSaga {
  /** A UUID; the saga's own. */
  id: string;
  /** The UUID of the order that it is about. */
  order: string;
  definition: SagaDefinition;
  /** The definition's data; must survive JSON. */
  data: unknown;
  /** How long until it turns back by itself, in ms; 30,000 when left out. */
  deadlineMs?: number;
  /** Where it belongs, when it is traced: a `traceparent`. */
  trace?: string | null;
}

/** An unfinished saga as the log gives it to a runner. */
export interface SagaRow {
  id: string;
  order: string;
  definition: string;
  definitionVersion: number;
  /** Raised by each take-over; a save under an older one is lost. */
  version: number;
  /** The runner that runs it, or 0: nobody. */
  owner: number;
  /** The `traceparent` of whoever asked for it; null when it is not traced. */
  trace: string | null;
  state: SagaState;
  /** ms since 1970 by the log's clock. */
  startedAt: number;
  deadline: number;
  /** ms left until the deadline by the log's clock when the row was read; below 0 when it has passed. */
  remaining: number;
}

/** A state to be saved under the version check, alone or with a decision. */
export interface SaveItem {
  saga: string;
  order: string;
  version: number;
  state: SagaState;
  /** The span that it is saved in, where the saga is traced. */
  trace?: string | null;
  /**
   * A decision to be made in the transaction that saves: `settle` then says which state is saved instead.
   * It may be asked several times when the transaction is repeated; the last answer counts.
   */
  decide?: { name: string; step?: string; settle(reply: Reply): SagaState };
}

/** What a decision gets to know of each saga. */
export interface DecisionItem {
  saga: string;
  order: string;
  data: unknown;
  reason: Reason | undefined;
}

export interface ClaimRequest {
  /** Who claims: the new owner. */
  runner: number;
  definitions: readonly { readonly name: string; readonly version: number }[];
  /** At most so many rows. */
  limit: number;
  /** Sagas that this runner runs already. */
  except: readonly string[];
}

/**
 * Why a saga could be taken: its runner `stopped`, `died` (its lock was free) or was `frozen` (silent for too
 * long); it was `ownerless` (never anybody's, or written by a release that knows no owners, and not touched for
 * long); or `stray`: the claiming runner's own, but not under way there for long.
 */
export type Cause = 'stopped' | 'died' | 'frozen' | 'ownerless' | 'stray';

export interface Claimed {
  rows: (SagaRow & { cause: Cause })[];
  /** There may be more: claim again. What was locked by another meanwhile is there at a later claim. */
  left: boolean;
}

/** A change from outside of a saga that may run anywhere. */
export interface Retake {
  saga: string;
  /** Who runs it from now on; 0 leaves it to whoever claims next. */
  runner: number;
  /** The state to go on from, or undefined: then nothing is changed. May be called again. */
  change(row: SagaRow): SagaState | undefined;
}

/** Where sagas are kept. */
export interface SagaLog {
  /**
   * Saves, making the item's decision in the same transaction, and resolves to the state saved; to `lost`
   * when the saga is no longer this runner's (nothing was decided then). The same save twice succeeds twice.
   * Rejects when it does not know.
   */
  save(item: SaveItem): Promise<SagaState | 'lost'>;
  /**
   * Takes over unfinished sagas that no living runner runs, raising their version, so that no older runner's save
   * counts any more. Never those of versions that were not asked for.
   */
  claim(request: ClaimRequest): Promise<Claimed>;
  /**
   * Changes an unfinished saga and takes it over, whoever runs it, in one transaction. Resolves to the row as it
   * is then, or to undefined when there is no such saga or nothing was changed.
   */
  retake(request: Retake): Promise<SagaRow | undefined>;
}

/** How long a saga may go forward before its pivot, in ms, unless it says otherwise. */
export const DEADLINE_MS = 30_000;

/** A saga that its own runner does not run, or that has no known owner, is taken after so many ms without a save. */
export const STRAY_MS = 20_000;
