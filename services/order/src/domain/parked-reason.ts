import { comparableText } from '@sagashop/kernel/text';

/** Characters of a reason by which sagas are found again. */
export const LONGEST_REASON = 500;

/**
 * What a saga waits with, as it is shown in one line, and as it comes back from whoever was shown it: a participant may have
 * said it in several lines, which a form sends otherwise, or at any length.
 */
export function parkedReason(reason: string | null): string {
  const shown = comparableText((reason ?? '').toWellFormed());
  return comparableText(shown.slice(0, LONGEST_REASON).toWellFormed());
}
