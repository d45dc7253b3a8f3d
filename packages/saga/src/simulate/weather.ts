import type { Agenda } from './agenda.ts';
import type { Random } from './random.ts';

/** Everything that can go wrong, in the words of the story. */
export const FAULTS = [
  'a command is lost',
  'a reply is lost',
  'a connection to a participant breaks',
  'a message comes twice',
  'a message is slow',
  'a copy comes very late',
  'a participant answers with faults',
  'a participant dies before it has written',
  'a participant dies after it has written',
  'a runner dies before it writes',
  'a runner dies after it has written',
  'a runner dies before it sends',
  'a runner freezes before it writes',
  'a runner freezes after it has written',
  'a runner freezes before it sends',
  'a runner dies',
  'a runner freezes',
  'a runner is stopped',
  'a runner loses its lock',
  'a write does not reach the database',
  'the answer to a write is lost',
  'the database dies',
  'an operator turns a saga back',
  'an operator tries a saga again',
] as const;

export type Fault = (typeof FAULTS)[number];

/** Which faults a run meets, and how often. */
export interface Weather {
  /** Whether this fault happens here and now; never once the weather is fine. */
  strikes(fault: Fault): boolean;
  /** How likely it is at each occasion; 0 for most faults in most runs. */
  rate(fault: Fault): number;
  /** No fault happens after this. */
  readonly until: number;
}

/**
 * Draws the weather. Each run has only some kinds of faults, some of them rarely and some often: runs that have a
 * little of everything are all alike, and never get far. `happened` is told of each that strikes. In `fine` weather none
 * does.
 */
export function drawWeather(
  random: Random,
  agenda: Agenda,
  happened: (fault: Fault) => void = () => {},
  fine = false,
): Weather {
  const until = agenda.now() + random.between(100, 4000);
  const kinds = random.between(0, 0.6);
  const often = random.chance(0.5) ? 0.05 : 0.25;
  const rates = new Map<Fault, number>();
  for (const fault of FAULTS) {
    const most = fault === 'a message is slow' ? 3 * often : often;
    if (random.chance(kinds)) rates.set(fault, random.between(0.01, most));
    if (fine) rates.clear();
  }
  const rate = (fault: Fault) => (agenda.now() < until ? (rates.get(fault) ?? 0) : 0);
  return {
    until,
    rate,
    strikes(fault) {
      const often = rates.get(fault);
      if (often === undefined || agenda.now() >= until || !random.chance(often)) return false;
      happened(fault);
      return true;
    },
  };
}
