import type { Agenda } from './agenda.ts';
import type { Random } from './random.ts';
import type { Weather } from './weather.ts';

/** What all parts of one run share. */
export interface Stage {
  readonly agenda: Agenda;
  readonly random: Random;
  readonly weather: Weather;
  /** Tells the story; absent when nobody listens, so that a run costs nothing for it. */
  readonly tell: ((who: string, what: string) => void) | undefined;
  /** Whether all machines' clocks tell the same time; otherwise some are seconds ahead or behind. */
  readonly clocksAgree: boolean;
  /** How often what has happened. */
  readonly seen: Map<string, number>;
  /** The first rule that was broken, in a sentence. */
  failure: string | undefined;
  /** Something has happened in a process, and more may follow from it at once. */
  stirred: boolean;
  /** Messages on their way to participants. */
  underway: number;
}

/** Says that a rule is broken; the first one counts. */
export function broken(stage: Stage, rule: string): void {
  if (stage.failure !== undefined) return;
  stage.failure = rule;
  stage.tell?.('check', `BROKEN: ${rule}`);
}

/** Counts that something has happened. */
export function count({ seen }: Pick<Stage, 'seen'>, what: string): void {
  seen.set(what, (seen.get(what) ?? 0) + 1);
}

/** How long a message takes on a good day, ms. */
export const latency = ({ random }: Stage): number => 1 + random.below(4);
