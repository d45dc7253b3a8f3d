import type { WorldWish } from '@sagashop/shop-world/wish';
import type { Place } from './place.ts';

/** What stands in a text for its names in braces. */
export type Values = Readonly<Record<string, string | number>>;

/** One of a lesson's texts, with its values. */
export interface Told {
  readonly key: string;
  readonly values: Values;
}

/** What a machine has verified: by the text of its key. */
export interface Proof extends Told {
  readonly ok: boolean;
}

/** What a check says of what was found: whether it is so, and the values of its text. */
export interface Verdict {
  readonly ok: boolean;
  readonly values?: Values;
}

/** Something that is done, and what of it can be verified. Nobody clicks "done". */
export interface Experiment<Found> {
  /** Does it, and cleans up. Throws a Hindrance when it cannot be done here. */
  run(place: Place, choice: string): Promise<Found>;
  /** What there is to see of it, line by line. */
  see(found: Found): readonly Told[];
  /** Simulated worlds to step through, of what was found. */
  worlds?(found: Found): readonly WorldWish[];
  /** By the key of its text: a function of what the shop or the world has answered, and of nothing else. */
  readonly checks: Readonly<Record<string, (found: Found) => Verdict>>;
}

/** Lines of code by what defines them, since lines move. */
export interface CodeLink {
  readonly file: string;
  readonly symbol: string;
}

/** A lesson as data: the page, the command, the tests and the docs read the same. Its texts stand beside, by language. */
export interface Lesson<Found = unknown, Off = unknown> {
  readonly number: number;
  readonly name: string;
  /** Where it is tried: in the running shop, or in a simulated world. */
  readonly where: 'shop' | 'world';
  /** Who alone can try it; everybody when left out. */
  readonly needs?: 'owner';
  /** Pages of docs/patterns. */
  readonly patterns: readonly string[];
  /** What may be chosen for it, by the keys of their texts; the first is usual. */
  readonly options: readonly string[];
  /** Whether they are for the experiment (the usual), or for the one with the switch off. */
  readonly optionsFor?: 'off';
  /** Which of the three answers of its question was right, counted from 0. */
  right(found: Found): number;
  readonly on: Experiment<Found>;
  /** The same without what the lesson is about; none where it cannot be switched off. */
  readonly off?: Experiment<Off>;
  readonly code: readonly CodeLink[];
  /** The measurement that its costs are from. */
  readonly cost: { readonly bench: string };
}

/** A lesson whose parts fit each other. */
export function lesson<Found, Off = never>(given: Lesson<Found, Off>): Lesson {
  return given as unknown as Lesson;
}
