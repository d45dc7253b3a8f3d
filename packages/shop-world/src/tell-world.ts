import { sha256 } from '@sagashop/saga/sha256';
import type { Outcome } from '@sagashop/saga/simulate/simulate';
import type { RuleName } from '@sagashop/saga/simulate/stage';
import { runWorld } from './run-world.ts';
import type { WorldWish } from './wish.ts';

/** A line of a world's story. */
export interface Told {
  /** Simulated time since its beginning, ms. */
  readonly at: number;
  readonly who: string;
  readonly what: string;
  /** The order that it is about; absent where it is about none, or about several. */
  readonly order?: string;
}

/** How a saga ended. */
export interface EndedSaga {
  readonly saga: string;
  readonly order: string;
  /** Null: it did not end. */
  readonly ended: 'completed' | 'refused' | null;
  /** The code of its reason; null where it has none. */
  readonly reason: string | null;
}

/** A rule that was broken: which, for which order, and in a sentence. A world ends with the first. */
export interface BrokenRule {
  readonly invariant: RuleName;
  readonly order: string | null;
  readonly says: string;
}

/** What came of a world. */
export interface ToldWorld {
  readonly seed: number;
  readonly story: readonly Told[];
  readonly ended: readonly EndedSaga[];
  readonly broken: readonly BrokenRule[];
  /** How often each fault struck, and what else happened. */
  readonly seen: Readonly<Record<string, number>>;
  /** How many transactions the participants have written, and how many commands were in them. */
  readonly written: { readonly batches: number; readonly commands: number };
  /** The SHA-256 of the story: the same world has the same, wherever it was run. */
  readonly hash: string;
}

/** The order that a line or a sentence is about; undefined for none, or several. */
function orderIn(text: string): string | undefined {
  const named = new Set(Array.from(text.matchAll(/\b(?:order|place)-(\d+)\b/g), ([, number]) => number));
  const [number, ...more] = named;
  return number === undefined || more.length > 0 ? undefined : `order-${number}`;
}

/** The first rule that a world broke; none, when all ended as it must. */
export function brokenIn({ failure, broken }: Outcome): BrokenRule[] {
  if (failure === undefined || broken === undefined) return [];
  return [{ invariant: broken, order: orderIn(failure) ?? null, says: failure }];
}

/** How the sagas of a world have ended. */
export const endedIn = ({ states }: Outcome): EndedSaga[] =>
  Array.from(states, ([saga, { ended, reason }]) => ({
    saga,
    order: orderIn(saga) ?? saga,
    ended: ended ?? null,
    reason: reason?.code ?? null,
  }));

/** Runs the shop's own sagas in a simulated world, and tells what happened and what came of it. Throws a RangeError when
 * there is no such world. */
export async function tellWorld(wish: WorldWish): Promise<ToldWorld> {
  const story: Told[] = [];
  const outcome = await runWorld(wish, { listen: (line) => void story.push(withOrder(line)) });
  const text = story.map(({ at, who, what }) => `${at} ${who} ${what}\n`).join('');
  return {
    seed: wish.seed,
    story,
    ended: endedIn(outcome),
    broken: brokenIn(outcome),
    seen: Object.fromEntries(outcome.seen),
    written: outcome.written,
    hash: sha256(text),
  };
}

/** A line with the order that it is about. */
export function withOrder(line: { at: number; who: string; what: string }): Told {
  const order = orderIn(line.what);
  return order === undefined ? line : { ...line, order };
}
