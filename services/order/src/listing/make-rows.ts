import { hash } from 'node:crypto';
import type { ListRow } from '../domain/list-row.ts';
import { moneyState } from '../domain/shown-order.ts';
import { courierIn } from '../sagas/courier-booked.ts';
import type { Bucket } from '../store/list-progress.ts';
import type { Person, PlacedRow } from '../store/list-rows.ts';
import type { ListSource } from '../store/list-source.ts';

const NOBODY = '0';

/** The row of an order, by what the database has of it. */
export function rowOf({ sagas, movedTo, ...order }: ListSource): ListRow {
  const goes = order.status !== 'cancelled' && order.status !== 'pending';
  return {
    ...order,
    money: moneyState(order),
    goods: order.goods ?? 'none',
    courierId: goes ? (movedTo ?? courierIn(sagas)) : null,
  };
}

/**
 * Where rows go: with the bucket that each is in, and those whom they went to. Rows before the oldest bucket are left out; the
 * list is not as far as that yet.
 */
export function placeRows(
  rows: readonly ListRow[],
  buckets: readonly Bucket[],
): { placed: PlacedRow[]; people: Person[] } {
  const people = new Map<string, Person>();
  const placed = rows.flatMap((row): PlacedRow[] => {
    const bucket = bucketOf(buckets, row.id);
    if (bucket === undefined) return [];
    const person = personOf(row);
    if (person) people.set(person.person, person);
    return [{ ...row, bucket, person: person?.person ?? NOBODY }];
  });
  return { placed, people: [...people.values()] };
}

/** Of buckets that come newest first. */
function bucketOf(buckets: readonly Bucket[], id: string): number | undefined {
  let [low, high] = [0, buckets.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (buckets[middle]!.fromId <= id) high = middle;
    else low = middle + 1;
  }
  return buckets[low]?.bucket;
}

function personOf({ userId, recipient }: ListRow): Person | undefined {
  if (!recipient) return undefined;
  const { name, email, phone } = recipient;
  const digest = hash('sha256', JSON.stringify([userId, name, email, phone]), 'buffer');
  return { person: digest.readBigInt64LE().toString(), userId, recipient };
}
