import type { Act } from '@sagashop/saga/simulate/meddle';
import { MISTAKE_NAMES } from './mistakes.ts';

/** Something that somebody does to a world from outside, when so many things have `happened` in it. */
export type Meddling = Act & { readonly happened: number };

/** Which world is wanted. The same wish is the same world, event for event, wherever it runs. */
export interface WorldWish {
  /** A whole number from 0 up to 2^32 - 1. */
  readonly seed: number;
  /** The mistakes planted in it, by their words. */
  readonly mistakes?: readonly string[];
  /** What is done to it from outside, in the order of time. */
  readonly acts?: readonly Meddling[];
  /** No fault is drawn: nothing goes wrong but what is done from outside. */
  readonly fine?: boolean;
  /** So many orders, up to 60, instead of the one to three that the seed draws. */
  readonly orders?: number;
  /** False: each participant writes every command in a transaction of its own. */
  readonly batches?: boolean;
}

export const MOST_SEED = 2 ** 32 - 1;
export const MOST_ORDERS = 60;
const MOST_ACTS = 60;

const isWhole = (number: unknown, least: number, most: number) =>
  Number.isInteger(number) && (number as number) >= least && (number as number) <= most;

/** What is wrong with a wish, in a word; undefined when it can be had. */
export function objectionTo({ seed, mistakes = [], acts = [], orders = 1 }: WorldWish): string | undefined {
  if (!isWhole(seed, 0, MOST_SEED)) return 'seed';
  if (mistakes.some((name) => !MISTAKE_NAMES.includes(name))) return 'mistakes';
  if (!isWhole(orders, 1, MOST_ORDERS)) return 'orders';
  if (acts.length > MOST_ACTS) return 'acts';
  return acts.some(({ happened }, at) => happened < (acts[at - 1]?.happened ?? 0)) ? 'acts' : undefined;
}
