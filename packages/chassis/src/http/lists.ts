import { type Static, type TSchema, Type } from 'typebox';
import { compileSchema } from '../config/schema.ts';
import { invalid } from '../errors.ts';
import { Id } from './shapes.ts';

/** In characters: room for the longest search and the longest name, whatever their letters (see ListQuery's tests). */
const LONGEST_CURSOR = 6000;

/** The query parameters of every list. */
export const ListQuery = {
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
  cursor: Type.Optional(Type.String({ maxLength: LONGEST_CURSOR })),
};

/** The answer of every list. */
export function PageOf<S extends TSchema>(item: S) {
  return Type.Object({ items: Type.Array(item), nextCursor: Type.Union([Type.String(), Type.Null()]) });
}

type Key = unknown[];

/**
 * Makes a page from rows that were read with one more than the limit: the extra row only says that there
 * is a next page. `keyOf` gives what the list is ordered by, the id last.
 */
export function page<R, T>(rows: R[], limit: number, keyOf: (row: R) => Key, show: (row: R) => T) {
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items: items.map(show), nextCursor: last ? encodeCursor(keyOf(last)) : null };
}

/** A cursor with this key; `page` makes those of most lists. */
export function encodeCursor(key: Key): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** What stands in cursors: schemas of their parts, each no wider than what PostgreSQL takes at that place. */
export const cursorPart = {
  id: Id,
  /** In ms since 1970. */
  instant: Type.Integer({ minimum: 0, maximum: Date.parse('9999-12-31T23:59:59.999Z') }),
  /** A number that a bigint column holds and JavaScript keeps exactly. */
  whole: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  /** A text that is compared; a NUL and half a surrogate are none. */
  text: (most: number) => Type.String({ maxLength: most, pattern: '^[^\\0\\p{Cs}]*$' }),
};

/**
 * The key in a cursor, checked by its schema as a body is: `Type.Tuple` of what the list is ordered by. Refuses
 * anything else as validation_failed; undefined without a cursor.
 */
export function decodeCursor<S extends TSchema>(
  cursor: string | undefined,
  schema: S,
): Static<S> | undefined {
  if (cursor === undefined) return undefined;
  const wrong = invalid('cursor', 'is not a cursor of this list');
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw wrong;
  }
  if (compileSchema(schema, 'json').check(key).length > 0) throw wrong;
  return key as Static<S>;
}
