import { randomFrom } from '@sagashop/saga/simulate/random';
import { MISTAKE_NAMES } from './mistakes.ts';

/** From so many numbers a hidden mistake is drawn. */
export const MOST_HIDDEN = 999_999;

/** The mistake that a number hides, by its words: the same each time, and not to be guessed from the number. */
export function hiddenMistake(number: number): string {
  return MISTAKE_NAMES[randomFrom(number + 1_000_003).below(MISTAKE_NAMES.length)]!;
}
