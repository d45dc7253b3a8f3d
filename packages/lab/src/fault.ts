import type { FaultName } from './fault-kinds.ts';

/** What somebody wishes to break. */
export interface FaultWish {
  fault: FaultName;
  /** Whom it strikes; all that it can strike when left out. */
  service?: string;
  /** As its service calls it (`payment.hold`), or without the service (`hold`). */
  command?: string;
  /** Of how many occasions it takes one: above 0, at most 1. */
  share?: number;
  /** It takes this occasion alone; the first is 1. */
  nth?: number;
  scope: 'mine' | 'all';
  seconds: number;
  /** What its chances are drawn from, so that they can be drawn again. */
  seed?: number;
}

/** A fault that is active, or has been. */
export interface Fault extends Required<Pick<FaultWish, 'fault' | 'scope' | 'seconds' | 'seed'>> {
  readonly id: string;
  readonly says: string;
  readonly service: string | null;
  readonly command: string | null;
  readonly share: number | null;
  readonly nth: number | null;
  /** The user who wished for it. */
  readonly by: string;
  readonly startedAt: string;
  readonly endsAt: string;
  /** How often it had the choice, and how often it struck. */
  occasions: number;
  hits: number;
  lastHitAt: string | null;
  /** The orders that it has struck, the last first; the last twenty. */
  orders: readonly string[];
  /** When it was over. */
  endedAt: string | null;
}

/** Where a fault could strike. */
export interface Occasion {
  service: string;
  command: string;
  /** Whose order it is. */
  user?: string | undefined;
  order?: string | undefined;
  /** The saga, and where in it. */
  saga?: string;
  step?: string | undefined;
  phase?: string | undefined;
  attempt?: number | undefined;
  /** Whether it is another process that is struck: one of those that find the fault sees to it. */
  elsewhere?: boolean;
}

/** One stroke of a fault, as it stands beside the order that it struck. */
export interface Hit extends Pick<Occasion, 'service' | 'command'> {
  at: string;
  fault: FaultName;
  says: string;
  faultId: string;
  saga: string | null;
  step: string | null;
  phase: string | null;
  attempt: number | null;
}
