import { type TSchema, Type } from 'typebox';
import { invalid } from './errors.ts';

/** The query parameters of every list. */
export const ListQuery = {
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
  cursor: Type.Optional(Type.String({ maxLength: 2000 })),
};

/** The answer of every list. */
export function PageOf<S extends TSchema>(item: S) {
  return Type.Object({ items: Type.Array(item), nextCursor: Type.Union([Type.String(), Type.Null()]) });
}

type Key = string | number;

/**
 * Makes a page from rows that were read with one more than the limit: the extra row only says that there
 * is a next page. `keyOf` gives what the list is ordered by, the id last.
 */
export function page<R, T>(rows: R[], limit: number, keyOf: (row: R) => Key[], show: (row: R) => T) {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { items: shown.map(show), nextCursor: last ? encodeCursor(keyOf(last)) : null };
}

function encodeCursor(key: Key[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/**
 * The key in a cursor, whose parts must have the given types: 'uuid' is a string written as one, 'instant'
 * a number of ms since 1970 that PostgreSQL takes as a timestamptz.
 * Refuses anything else as validation_failed; undefined without a cursor.
 */
export function decodeCursor(
  cursor: string | undefined,
  types: ('string' | 'number' | 'uuid' | 'instant')[],
): Key[] | undefined {
  if (cursor === undefined) return undefined;
  const wrong = invalid('cursor', 'is not a cursor of this list');
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw wrong;
  }
  if (!Array.isArray(key) || key.length !== types.length) throw wrong;
  for (const [index, type] of types.entries()) {
    const part: unknown = key[index];
    if (!fits(part, type) || (typeof part === 'string' && part.includes('\0'))) throw wrong;
  }
  return key as Key[];
}

function fits(part: unknown, type: string): boolean {
  if (type === 'uuid') return typeof part === 'string' && UUID.test(part);
  if (type === 'instant') return Number.isInteger(part) && Number(part) >= 0 && Number(part) <= LAST_INSTANT;
  return typeof part === type;
}

const LAST_INSTANT = Date.parse('9999-12-31T23:59:59.999Z');
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
