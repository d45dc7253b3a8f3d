import type { Return } from './return.ts';

/** Days, in the shop's zone, by which it is judged whether goods have still to come: YYYY-MM-DD. */
export interface Days {
  today: string;
  /** From when on a customer is reminded of what has to be here by then. */
  soon: string;
}

/** How many days before the last one a customer is reminded: a week, or half of the time where there is less than two. */
export const remindedBefore = (days: number): number => Math.min(7, Math.floor(days / 2));

/**
 * What is due of a return that waits for its goods, under the lock on its order's row: it gets its day, its customer is
 * reminded, or it ends. Undefined: nothing is.
 */
export function termVerdict(
  { state, comeBy, remindedAt }: Pick<Return, 'state' | 'comeBy' | 'remindedAt'>,
  { today, soon }: Days,
): 'date' | 'remind' | 'expire' | undefined {
  if (state !== 'approved') return undefined;
  if (comeBy === null) return 'date';
  if (comeBy < today) return 'expire';
  return remindedAt === null && comeBy <= soon ? 'remind' : undefined;
}

/** Whether a return was refused by nobody: its goods did not come in time. */
export const hasExpired = ({ state, refusedBy }: Pick<Return, 'state' | 'refusedBy'>): boolean =>
  state === 'refused' && refusedBy === null;
