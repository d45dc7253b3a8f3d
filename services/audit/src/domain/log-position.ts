/** The place of an entry: its time in ms since 1970, and its id. Null is the place before all of them. */
export type Place = [number, string] | null;

/**
 * How far the merged log has been read: where, and where in those services that did not answer when the others did. One
 * that is added later begins where the others are.
 */
export type LogPosition = [Place, Record<string, Place>];

export const START: LogPosition = [null, {}];

/** How far a service has been read. */
export const placeIn = ([common, behind]: LogPosition, service: string): Place =>
  Object.hasOwn(behind, service) ? behind[service]! : common;

/** The position behind a page that ends with the entry `last`, for which the services in `missing` did not answer. */
export function advanced(position: LogPosition, last: Place, missing: readonly string[]): LogPosition {
  const [common, behind] = position;
  const left = missing.map((service) => [service, placeIn(position, service)] as const);
  // Who had been away has newer entries to tell than the others, which are not behind theirs yet.
  const catching = Object.keys(behind).filter((service) => !missing.includes(service));
  const late = catching.map((service) => [service, older(behind[service]!, last)] as const);
  const next = older(common, last);
  const apart = [...left, ...late].filter(([, place]) => !same(place, next));
  return [next, Object.fromEntries(apart)];
}

const same = (one: Place, other: Place) => one?.[0] === other?.[0] && one?.[1] === other?.[1];

function older(one: Place, other: Place): Place {
  if (!one || !other) return one ?? other;
  return newestFirst(one, other) < 0 ? other : one;
}

/** The order of the log, for `sort`. */
export function newestFirst(one: readonly [number, string], other: readonly [number, string]): number {
  return other[0] - one[0] || (one[1] < other[1] ? 1 : -1);
}
