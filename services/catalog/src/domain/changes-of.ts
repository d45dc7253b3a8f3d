import { type ImportField, NAMES_ONLY } from './import-kinds.ts';
import type { Values } from './row-reader.ts';

/** The fields in which a row differs from what is there; of pieces that came in, how many. */
export function changesOf(values: Values, now: Values): { before: Values; after: Values } {
  const before: Values = {};
  const after: Values = {};
  for (const [name, value] of Object.entries(values)) {
    const field = name as ImportField;
    if (NAMES_ONLY.includes(field) || now[field] === value) continue;
    after[field] = value;
    if (now[field] !== undefined) before[field] = now[field];
  }
  return { before, after };
}
