import { cellOf, SHEET_FIELDS } from './sheet-cells.ts';

export type Cell = HTMLInputElement;

/** A place in a sheet, and the block between two of them. */
export interface Place {
  row: number;
  column: number;
}

/** The cells of a sheet, by rows, in the order of the fields; a row may lack one. */
export function gridOf(form: HTMLFormElement): (Cell | undefined)[][] {
  return [...form.querySelectorAll('tbody tr')].map((row) => {
    const cells = [...row.querySelectorAll<Cell>('input[data-cell]')];
    return SHEET_FIELDS.map((field) => cells.find(({ name }) => cellOf(name)?.field === field));
  });
}

/** Where a cell stands. */
export function placeOf(grid: (Cell | undefined)[][], cell: Cell): Place | undefined {
  const row = grid.findIndex((cells) => cells.includes(cell));
  return row === -1 ? undefined : { row, column: grid[row]!.indexOf(cell) };
}

/** What stands in a cell, as the form sends it. */
export function textOf(cell: Cell): string {
  if (cell.type === 'checkbox') return cell.checked ? 'on' : '';
  return cell.value;
}

/** The cells between two places, by rows. */
export function blockBetween(grid: (Cell | undefined)[][], one: Place, other: Place): (Cell | undefined)[][] {
  const [top, bottom] = [Math.min(one.row, other.row), Math.max(one.row, other.row)];
  const [left, right] = [Math.min(one.column, other.column), Math.max(one.column, other.column)];
  return grid.slice(top, bottom + 1).map((cells) => cells.slice(left, right + 1));
}

/** The next cell in a direction; undefined at the edge. */
export function cellBeyond(
  grid: (Cell | undefined)[][],
  { row, column }: Place,
  [down, right]: readonly [number, number],
): Cell | undefined {
  const next = { row: row + down, column: column + right };
  const cells = grid[next.row];
  if (!cells || next.column < 0 || next.column >= cells.length) return undefined;
  return cells[next.column] ?? cellBeyond(grid, next, [down, right]);
}
