/**
 * The id of an order's line, the how-manyth it is: the order's own, as a UUID of version 8 with the place in its last
 * byte. It is derived and stored nowhere, so that the lines of every order that there is have one.
 */
export function lineId(order: string, place: number): string {
  const last = Number.parseInt(order.slice(-2), 16) ^ place;
  return `${order.slice(0, 14)}8${order.slice(15, -2)}${last.toString(16).padStart(2, '0')}`;
}

/** Which of an order's lines an id is of; undefined for one of another order. */
export function placeOfLine(order: string, lines: readonly unknown[], id: string): number | undefined {
  const place = Number.parseInt(order.slice(-2), 16) ^ Number.parseInt(id.slice(-2), 16);
  return place < lines.length && lineId(order, place) === id.toLowerCase() ? place : undefined;
}
