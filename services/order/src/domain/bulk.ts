/** What can be done with many orders that somebody chooses. */
export const ORDER_ACTS = ['cancel', 'assign'] as const;
/** What can be done with many parcels: those of orders are planned, and parcels are packed and handed over. */
export const PARCEL_ACTS = ['plan', 'pack', 'hand_over'] as const;
/** All that can be done with many at once; `retry` is about orders whose sagas wait for the same. */
export const ACTS = [...ORDER_ACTS, 'retry', ...PARCEL_ACTS] as const;

/** Orders that one action may have. */
export const MOST_TARGETS = 10_000;
/** Actions that may be under way in the shop at once. */
export const MOST_RUNNING = 10;
/** Faults in a row after which an order is given up: nobody waits for ever. */
const MOST_ATTEMPTS = 10;
/** Sagas in a row that wait again after they were tried: then whatever they wait for is not there yet, and it is stopped. */
export const MOST_FAILING = 5;
/** The outcome of a saga that waits for the same again. */
export const STILL_FAILING = 'still_failing';

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
  /** Of `retry`: the key of the step that its sagas wait at, and the fault that they wait with. */
  step: string | null;
  fault: string | null;
  /** Of `retry`: how many in a row have failed again. */
  failing: number;
  total: number;
  done: number;
  waiting: number;
  refused: number;
  state: 'running' | 'ended' | 'stopped';
  createdAt: Date;
  endedAt: Date | null;
}

/** What an action is about: an order, or one parcel of it. */
export interface Target {
  orderId: string;
  shipment: string;
}

/** The parcel of a target that is an order itself. */
export const NO_PARCEL = '00000000-0000-0000-0000-000000000000';

/** Orders as targets. */
export const ofOrders = (orders: readonly string[]): Target[] =>
  orders.map((orderId) => ({ orderId, shipment: NO_PARCEL }));

/** A target of an action that nothing came of yet. */
export interface OpenTarget extends Target {
  attempts: number;
}

/** What came of a target: `waiting` is asked for, and done by its saga; `open` failed, and is tried again. */
export interface Outcome {
  orderId: string;
  state: 'done' | 'waiting' | 'refused' | 'open';
  code: string | null;
}

/** How many in a row have failed again after these, in the order in which they were tried. */
export function failingAfter(before: number, outcomes: readonly Outcome[]): number {
  let failing = before;
  for (const { state, code } of outcomes) {
    if (state === 'done') failing = 0;
    else if (code === STILL_FAILING) failing += 1;
    if (failing >= MOST_FAILING) break;
  }
  return failing;
}

/** What becomes of an order whose turn has failed, for no fault of its own. */
export function failed({ orderId, attempts }: OpenTarget): Outcome {
  const given = attempts + 1 >= MOST_ATTEMPTS;
  return { orderId, state: given ? 'refused' : 'open', code: 'unavailable' };
}

/** How many seconds to wait after a turn in which nothing came of anything. */
export const pauseAfter = (attempts: number): number => Math.min(60, 2 ** attempts);
