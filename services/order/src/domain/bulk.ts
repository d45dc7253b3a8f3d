/** What can be done with many orders at once. */
export const ACTS = ['cancel', 'assign'] as const;

/** Orders that one action may have. */
export const MOST_TARGETS = 10_000;
/** Actions that may be under way in the shop at once. */
export const MOST_RUNNING = 10;
/** Faults in a row after which an order is given up: nobody waits for ever. */
const MOST_ATTEMPTS = 10;

/** Something that is done with many orders. */
export interface BulkAction {
  id: string;
  /** Who does it, as the audit log names them. */
  actor: string;
  roles: string[];
  origin: string;
  act: (typeof ACTS)[number];
  reason: string | null;
  courier: string | null;
  date: string | null;
  total: number;
  done: number;
  waiting: number;
  refused: number;
  state: 'running' | 'ended' | 'stopped';
  createdAt: Date;
  endedAt: Date | null;
}

/** An order of an action that nothing came of yet. */
export interface OpenTarget {
  orderId: string;
  attempts: number;
}

/** What came of an order: `waiting` is asked for, and done by its saga; `open` failed, and is tried again. */
export interface Outcome {
  orderId: string;
  state: 'done' | 'waiting' | 'refused' | 'open';
  code: string | null;
}

/** What becomes of an order whose turn has failed, for no fault of its own. */
export function failed({ orderId, attempts }: OpenTarget): Outcome {
  const given = attempts + 1 >= MOST_ATTEMPTS;
  return { orderId, state: given ? 'refused' : 'open', code: 'unavailable' };
}

/** How many seconds to wait after a turn in which nothing came of anything. */
export const pauseAfter = (attempts: number): number => Math.min(60, 2 ** attempts);
