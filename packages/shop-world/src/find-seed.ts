import { simulate } from '@sagashop/saga/simulate/simulate';
import { worldOf } from './run-world.ts';
import { type BrokenRule, brokenIn } from './tell-world.ts';
import { MOST_SEED, type WorldWish } from './wish.ts';

/** What is looked for: a seed whose world breaks a rule. */
export interface SeedSearch extends Omit<WorldWish, 'seed' | 'acts'> {
  /** The mistake that is planted, by its words; `mistakes` for several. */
  readonly mistake?: string;
  /** The first seed; 1 by default. */
  readonly from?: number;
  /** How many seeds are tried at most; 20,000 by default. */
  readonly most?: number;
  /** Called now and then with how many have been tried. */
  readonly progress?: (tried: number) => void;
  /** Ends the search. */
  readonly signal?: AbortSignal;
  /** After so much work others get their turn, ms; 24 by default, so that a page stays quick. */
  readonly slice?: number;
}

/** A seed that breaks a rule, and which. */
export interface FoundSeed {
  readonly seed: number;
  readonly tried: number;
  readonly broken: BrokenRule;
}

const MOST = 20_000;
const TELLS = 100; // ms between two times that progress is told: a page that draws it each slice does little else

/**
 * Looks for the first seed whose world breaks a rule; undefined when none of them does, or when the search was ended.
 * Throws a RangeError when there are no such worlds.
 */
export async function findSeed(search: SeedSearch): Promise<FoundSeed | undefined> {
  const { mistake, mistakes = [], from = 1, most = MOST, progress, signal, slice = 24, ...more } = search;
  const planted = mistake === undefined ? mistakes : [mistake, ...mistakes];
  const { world, parts } = worldOf({ ...more, mistakes: planted, seed: from });
  const { fine = false } = more;
  let paused = performance.now();
  let told = 0;
  for (let tried = 0; tried < most && from + tried <= MOST_SEED && !signal?.aborted; tried++) {
    const seed = from + tried;
    const [broken] = brokenIn(await simulate(world, seed, { parts, fine }));
    if (broken) return { seed, tried: tried + 1, broken };
    const now = performance.now();
    if (now - paused < slice) continue;
    if (now - told >= TELLS) {
      progress?.(tried + 1);
      told = now;
    }
    // A timer: what `scheduler.yield` lets go on comes before all that the page has to do.
    await new Promise((resolve) => setTimeout(resolve, 0));
    paused = performance.now();
  }
  return undefined;
}
