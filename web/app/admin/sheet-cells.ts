/** The fields of a row that are edited, in the order of their columns. */
export const SHEET_FIELDS = ['price', 'onHand', 'threshold', 'published'] as const;

export type SheetField = (typeof SHEET_FIELDS)[number];

/** The name of a cell's field: `price.UUID`. */
export function cellName(field: SheetField, row: string): string {
  return `${field}.${row}`;
}

/** Which cell a field's name is of; undefined for the name of something else. */
export function cellOf(name: string): { field: SheetField; row: string } | undefined {
  const at = name.indexOf('.');
  const field = SHEET_FIELDS.find((one) => one === name.slice(0, at));
  return field && { field, row: name.slice(at + 1) };
}

/** Of cells that were changed, how many there are of each field. */
export function countFields(names: readonly string[]): [SheetField, number][] {
  return SHEET_FIELDS.map((field): [SheetField, number] => [
    field,
    names.filter((name) => cellOf(name)?.field === field).length,
  ]).filter(([, many]) => many > 0);
}
