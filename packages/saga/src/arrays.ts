/**
 * A PostgreSQL array literal of uuids, numbers or plain names, none of which needs quotes. Made by hand, since
 * a batch has hundreds of elements and the driver's serialiser looks up a type for each.
 */
export function plain(values: readonly (string | number | null)[]): string {
  return `{${values.map((value) => value ?? 'null').join(',')}}`;
}

/**
 * JSON texts as one text for `string_to_array(…, chr(10))`: JSON.stringify never writes a line feed, so nothing
 * has to be quoted, which for JSON, full of quotes, would cost more than the JSON itself.
 */
export function lines(texts: readonly string[]): string {
  return texts.join('\n');
}
