import { LESSONS } from './lessons.ts';

const LONGEST = 100; // characters

/** Which lessons were proven, as a text that one can take along: `1-3-9`. */
export const progressText = (proven: readonly number[]): string =>
  [...new Set(proven)].sort((a, b) => a - b).join('-');

/** Reads such a text; undefined when it is none. An empty one says that nothing was proven yet. */
export function readProgress(text: string): number[] | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return [];
  if (trimmed.length > LONGEST) return undefined;
  const found = trimmed.split('-').map((part) => numberOf.get(part));
  return found.some((number) => number === undefined) ? undefined : (found as number[]);
}

const numberOf = new Map(LESSONS.map(({ number }) => [String(number), number]));
