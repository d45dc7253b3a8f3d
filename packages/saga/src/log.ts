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
}

/** An unfinished saga as the log gives it to a runner. */
export interface SagaRow {
  id: string;
  order: string;
  definition: string;
  definitionVersion: number;
  /** Raised by each take-over; a save under an older one is lost. */
  version: number;
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
  /**
   * A decision to be made in the transaction that saves: `settle` then says which state is saved instead.
   * It may be asked several times when the transaction is repeated; the last answer counts.
   */
  decide?: { name: string; settle(reply: Reply): SagaState };
}

/** What a decision gets to know of each saga. */
export interface DecisionItem {
  saga: string;
  order: string;
  data: unknown;
  reason: Reason | undefined;
}

export interface ClaimRequest {
  definitions: readonly { readonly name: string; readonly version: number }[];
  /** At most so many rows. */
  limit: number;
  /** Sagas that this runner runs already. */
  except: readonly string[];
  /** Only sagas started before; null for now, and then what the first answer said. */
  before: string | null;
}

export interface Claimed {
  rows: SagaRow[];
  before: string;
  /** There are more, or some are locked by another: claim again. */
  left: boolean;
}

/** Where sagas are kept. */
export interface SagaLog {
  /**
   * Saves, making the item's decision in the same transaction, and resolves to the state saved; to `lost`
   * when the saga is no longer this runner's (nothing was decided then). The same save twice succeeds twice.
   * Rejects when it does not know.
   */
  save(item: SaveItem): Promise<SagaState | 'lost'>;
  /** Takes unfinished sagas over, raising their version, so that no older runner's save counts any more. */
  claim(request: ClaimRequest): Promise<Claimed>;
}

/** How long a saga may go forward before its pivot, in ms, unless it says otherwise. */
export const DEADLINE_MS = 30_000;
