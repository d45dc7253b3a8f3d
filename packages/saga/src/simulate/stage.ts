import type { Agenda } from './agenda.ts';
import type { Random } from './random.ts';
import type { Traffic } from './traffic.ts';
import type { Weather } from './weather.ts';

/** What all parts of one run share. */
export interface Stage {
  readonly agenda: Agenda;
  /** When the world began, ms since 1970. */
  readonly began: number;
  readonly random: Random;
  readonly weather: Weather;
  /** Tells the story; absent when nobody listens, so that a run costs nothing for it. */
  readonly tell: ((who: string, what: string) => void) | undefined;
  /** Whether all machines' clocks tell the same time; otherwise some are seconds ahead or behind. */
  readonly clocksAgree: boolean;
  /** How often what has happened. */
  readonly seen: Map<string, number>;
  /** The messages under way; absent when nobody looks, so that a run costs nothing for it. */
  readonly traffic?: Traffic | undefined;
  /** How many transactions the participants have written, and how many commands were in them. */
  readonly written: { batches: number; commands: number };
  /** The first rule that was broken, in a sentence, and which one it is. */
  failure: string | undefined;
  broken?: RuleName;
  /** When somebody last did something to this world from outside, ms since 1970. */
  meddledAt: number;
  /** Something has happened in a process, and more may follow from it at once. */
  stirred: boolean;
  /** Messages on their way to participants. */
  underway: number;
}

/** What must hold in every world, by a word each. */
export const RULES = [
  'saved_before_sent',
  'deadline_kept',
  'ended_stays_ended',
  'all_ends',
  'order_agrees',
  'participant_agrees',
  'nothing_twice',
  'sums_agree',
  'timeline_whole',
  'nothing_thrown',
] as const;

export type RuleName = (typeof RULES)[number];

/** Says that a rule is broken; the first one counts. */
export function broken(stage: Stage, rule: RuleName, says: string): void {
  if (stage.failure !== undefined) return;
  stage.failure = says;
  stage.broken = rule;
  stage.tell?.('check', `BROKEN: ${says}`);
}

/** Counts that something has happened. */
export function count({ seen }: Pick<Stage, 'seen'>, what: string): void {
  seen.set(what, (seen.get(what) ?? 0) + 1);
}

/** How long ago the world began, ms. */
export const elapsed = ({ agenda, began }: Stage): number => agenda.now() - began;

/** How long a message takes on a good day, ms. */
export const latency = ({ random }: Stage): number => 1 + random.below(4);
