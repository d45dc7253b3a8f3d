import { isDeepStrictEqual } from 'node:util';
import { invalid } from '@sagashop/chassis/errors';
import { type TProperties, Type } from 'typebox';
import { refuseShop } from './errors.ts';

/** A field that somebody else has changed since: what it was, what it is now, and what is wanted. */
export interface EditConflict {
  field: string;
  was: unknown;
  now: unknown;
  yours: unknown;
}

/** The body of a change by staff: these fields, each of which may be left out, and `was`: what those sent were before. */
export function editable<const Fields extends TProperties>(fields: Fields) {
  const was = Type.Object(fields, {
    additionalProperties: false,
    description:
      'What the fields that are sent were when they were read. Where one is neither that nor what is sent any more, ' +
      'nothing is changed: 409 `edit_conflict`. Without it the last who writes wins',
  });
  return Type.Object({ ...fields, was: Type.Optional(was) }, { additionalProperties: false });
}

/**
 * Throws 409 `edit_conflict` with `conflicts` when a field that is to change is neither as its editor saw it nor what
 * they want already; 422 for a field of which `was` says nothing. To be asked under the lock of the row. Objects are
 * compared field by field, so that two who write two languages are no conflict; lists as a whole.
 */
export function assertNotEdited(now: object, change: object, was: object | undefined): void {
  if (was === undefined) return;
  const conflicts = conflictsIn(now, change, was, '');
  if (conflicts.length > 0) throw refuseShop.edit_conflict({ conflicts });
}

function conflictsIn(now: unknown, change: object, was: unknown, path: string): EditConflict[] {
  return Object.entries(change).flatMap(([name, yours]): EditConflict[] => {
    if (yours === undefined) return [];
    const field = path === '' ? name : `${path}.${name}`;
    const [current, seen] = [memberOf(now, name), memberOf(was, name)];
    if (isObject(yours)) return conflictsIn(current, yours, seen, field);
    if (same(current, yours)) return [];
    if (seen === undefined) throw invalid(`was.${field}`, 'must say what it was');
    return same(current, seen) ? [] : [{ field, was: seen, now: current ?? null, yours }];
  });
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const memberOf = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);

/** As JSON has them: a field that is undefined is none, and nothing is null. */
const same = (one: unknown, other: unknown) => isDeepStrictEqual(asJson(one), asJson(other));
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));
