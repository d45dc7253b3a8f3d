import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '@sagashop/kernel/problem';
import fc from 'fast-check';
import { assertNotEdited, type EditConflict } from '../src/editable.ts';

type Thing = Record<string, unknown>;
const THING = {
  name: { en: 'Cup', ru: 'Чашка' },
  price: { amount: 5, currency: 'RUB' },
  facts: [1],
  place: null,
};

/** The thing after a change by somebody who saw it as `seen`; a refusal's conflicts leave it as it is. */
function edited(now: Thing, change: Thing, seen: Thing): { after: Thing; conflicts: EditConflict[] } {
  try {
    assertNotEdited(now, change, picked(seen, change));
    return { after: merged(now, change), conflicts: [] };
  } catch (error) {
    return { after: now, conflicts: (error as Problem).more['conflicts'] as EditConflict[] };
  }
}

const isNested = (value: unknown): value is Thing =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const merged = (now: Thing, change: Thing): Thing => ({
  ...now,
  ...Object.fromEntries(
    Object.entries(change).map(([name, value]) => [
      name,
      isNested(value) ? merged(now[name] as Thing, value) : value,
    ]),
  ),
});
/** Of what was seen, the fields that change. */
const picked = (seen: Thing, change: Thing): Thing =>
  Object.fromEntries(
    Object.entries(change).map(([name, value]) => [
      name,
      isNested(value) ? picked(seen[name] as Thing, value) : seen[name],
    ]),
  );

const text = fc.constantFrom('Cup', 'Mug', 'Bowl');
const changes = fc.record<Thing>(
  {
    name: fc.record({ en: text, ru: text }, { requiredKeys: [] }),
    price: fc.record({ amount: fc.integer({ min: 4, max: 7 }) }),
    facts: fc.constantFrom([1], [2], [1, 2]),
    place: fc.constantFrom(null, 'hall'),
  },
  { requiredKeys: [] },
);

/** The values of all fields, by their paths. */
const leaves = (thing: Thing, path = ''): [string, unknown][] =>
  Object.entries(thing).flatMap(([name, value]): [string, unknown][] =>
    isNested(value) ? leaves(value, `${path}${name}.`) : [[path + name, value]],
  );
const valueAt = (thing: Thing, path: string) => new Map(leaves(thing)).get(path);

test('of 1,000 pairs of edits by two people none is lost, and none is refused without a field in common', () => {
  const pairs = fc.property(changes, changes, (first, second) => {
    const seen: Thing = THING;
    const { after: now } = edited(seen, first, seen);
    const { after, conflicts } = edited(now, second, seen);
    // In conflict is what both have changed, and not to the same.
    const differ = leaves(second).filter(([path, value]) => {
      const [before, theirs] = [valueAt(seen, path), valueAt(now, path)];
      return String(before) !== String(theirs) && String(theirs) !== String(value);
    });
    assert.deepEqual(conflicts.map(({ field }) => field).sort(), differ.map(([path]) => path).sort());
    if (conflicts.length > 0) assert.deepEqual(after, now);
    else
      for (const [path, value] of [...leaves(first), ...leaves(second)])
        if (valueAt(second, path) === undefined) assert.deepEqual(valueAt(after, path), value, path);
        else assert.deepEqual(valueAt(after, path), valueAt(second, path), path);
    // Whoever then has seen what is there may write whatever they like, and may send it twice.
    const again = edited(now, second, now);
    assert.deepEqual([again.conflicts, edited(again.after, second, now).conflicts], [[], []]);
  });
  fc.assert(pairs, { numRuns: 1000 });
});

test('a conflict shows what was seen, what is there now, and what is wanted', () => {
  const { conflicts } = edited({ ...THING, facts: [3] }, { facts: [2], place: 'hall' }, THING);
  assert.deepEqual(conflicts, [{ field: 'facts', was: [1], now: [3], yours: [2] }]);
});

test('without what was seen the last who writes wins; of a field that was left out it must be said', () => {
  assert.doesNotThrow(() => assertNotEdited(THING, { facts: [9] }, undefined));
  assert.throws(() => assertNotEdited(THING, { facts: [9], place: 'x' }, { facts: [1] }), {
    code: 'validation_failed',
    more: { errors: [{ path: 'was.place', message: 'must say what it was' }] },
  });
});
