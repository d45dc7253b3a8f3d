import type { ListedShipment } from '../shop/api-types';

/** A stop of a courier's day, with what its page needs without a connection. */
export interface Stop {
  id: string;
  number: string;
  state: ListedShipment['state'];
  name: string;
  phone?: string;
  address?: string;
  lines: { name: string; quantity: number }[];
  /** Why it is not to go out, or not to be pressed on anybody: its customer has withdrawn, or it is cancelled. */
  stopped?: 'withdrawn' | 'cancelled';
  /** The day that it was due on, where that was before the round's. */
  due?: string;
  /** What staff have said of the parcel before, the oldest first. */
  notes: string[];
}

/** A day's stops as the shop has told them to a courier. */
export interface Round {
  /** Whose they are. */
  user: string;
  date: string;
  stops: Stop[];
  /** When the phone asked for it, by its own clock. */
  at: string;
}

/** What the page of a day needs of a parcel of its list. */
export const stopOn =
  (day: string) =>
  ({ id, number, state, lines, acts, recipient, stopped, date }: ListedShipment): Stop => ({
    ...{ id, number, state, ...recipient },
    ...(stopped && { stopped }),
    ...(date !== null && date < day && { due: date }),
    lines: lines.map(({ name, quantity }) => ({ name, quantity })),
    notes: acts.flatMap(({ note }) => note ?? []),
  });

/**
 * The stops of a round that has just been told, with those of the same day that are gone from it because of what their courier
 * has said here, which `told` has by stop: nobody was there, and they are another day's now.
 */
export function withTold(
  round: Round,
  before: Round | undefined,
  told: ReadonlyMap<string, Stop['state']>,
): Round {
  if (before?.user !== round.user || before.date !== round.date) return round;
  const there = new Set(round.stops.map(({ id }) => id));
  const gone = before.stops.flatMap((stop) => {
    const state = there.has(stop.id) ? undefined : told.get(stop.id);
    return state ? [{ ...stop, state }] : [];
  });
  return { ...round, stops: [...round.stops, ...gone].sort(byDueAndNumber) };
}

/** What is late first. */
const byDueAndNumber = (a: Stop, b: Stop) => {
  const [one, other] = [a, b].map(({ due = '9', number }) => [due, number]);
  return one!.join() < other!.join() ? -1 : 1;
};
