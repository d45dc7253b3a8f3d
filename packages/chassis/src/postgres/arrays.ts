/**
 * PostgreSQL array literals, for `${uuids(ids)}::uuid[]`. Written as text by hand because a batch has
 * hundreds of them and the driver's own serialiser walks each element with a type look-up.
 */
type Nullable<T> = T | null;

/** A `uuid[]`, `date[]` or another array whose elements need no quotes. */
export function plain(values: readonly Nullable<string>[]): string {
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`;
}

export const uuids = plain;

/** An `int[]` or `bigint[]`. */
export function ints(values: readonly Nullable<number>[]): string {
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`;
}

/** A `text[]`, `jsonb[]` or `timestamptz[]`: quoted, so anything but NUL may stand in it. */
export function texts(values: readonly Nullable<string>[]): string {
  return `{${values.map((value) => (value === null ? 'NULL' : quote(value))).join(',')}}`;
}

function quote(value: string): string {
  return `"${/["\\]/.test(value) ? value.replaceAll('\\', '\\\\').replaceAll('"', '\\"') : value}"`;
}

/** An `int[]` or `uuid[]` as one element of an array of texts, to be cast again row by row. */
export function nested(values: readonly (string | number)[]): string {
  return `{${values.join(',')}}`;
}
