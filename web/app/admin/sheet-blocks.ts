import type { Language } from '../words/languages.ts';
import { pastedNumber, pastedPieces } from './pasted-number.ts';
import { cellOf } from './sheet-cells.ts';
import { blockBetween, type Cell, type Place, placeOf, textOf } from './sheet-grid.ts';

type Grid = (Cell | undefined)[][];

/** What is selected: from where, and to where. */
export interface Block {
  from: Place;
  to: Place;
}

/** The cells of a block, by rows. */
export function blockOf(grid: Grid, block: Block | undefined): Grid {
  return block ? blockBetween(grid, block.from, block.to) : [];
}

/** What filling down writes: the first row of the block into the rest of it; of one cell, into all below it. */
export function fillBlock(grid: Grid, block: Block | undefined): Map<Cell, string> {
  if (!block) return new Map();
  const one = block.from.row === block.to.row;
  const end = one ? { row: grid.length - 1, column: block.to.column } : block.to;
  const [first = [], ...below] = blockBetween(grid, block.from, end);
  return new Map(
    below.flatMap((cells) =>
      cells.flatMap((cell, at): [Cell, string][] => (cell && first[at] ? [[cell, textOf(first[at])]] : [])),
    ),
  );
}

/** A block as spreadsheets read it; undefined for one cell, whose own text is copied as ever. */
export function textOfBlock(grid: Grid, block: Block | undefined): string | undefined {
  const rows = blockOf(grid, block);
  if (rows.length * (rows[0]?.length ?? 0) < 2) return undefined;
  return rows.map((cells) => cells.map((cell) => (cell ? plain(cell) : '')).join('\t')).join('\n');
}

const plain = (cell: Cell) => (cell.type === 'checkbox' ? (cell.checked ? '1' : '0') : cell.value);

interface Pasted {
  cell: Cell;
  lines: string[][];
  language: Language;
}

/**
 * What cells get of what was pasted: one value fills what is selected, more go from the cell on, and `left` had no place.
 * Undefined where the browser pastes a value into the text of a cell.
 */
export function pasteInto(
  grid: Grid,
  block: Block | undefined,
  { cell, lines, language }: Pasted,
): { texts: Map<Cell, string>; left: number } | undefined {
  const [[only = ''] = []] = lines;
  const single = lines.length === 1 && lines[0]!.length === 1;
  const chosen = blockOf(grid, block).flat();
  const from = placeOf(grid, cell);
  if (!from || (single && chosen.length < 2 && !isReplaced(cell))) return undefined;
  const texts = new Map<Cell, string>();
  let left = 0;
  const put = (into: Cell | undefined, text: string) => {
    if (into) texts.set(into, readAs(into, text, language));
    else left += 1;
  };
  if (single && chosen.length > 1) for (const into of chosen) into && put(into, only);
  else
    for (const [down, line] of lines.entries())
      for (const [right, text] of line.entries()) put(grid[from.row + down]?.[from.column + right], text);
  return { texts, left };
}

/** Whether a value that is pasted takes the place of all that stands in a cell. */
const isReplaced = ({ type, value, selectionStart, selectionEnd }: Cell) =>
  type === 'checkbox' || value === '' || (selectionStart === 0 && selectionEnd === value.length);

const YES = ['1', 'true', 'yes', 'y', 'x', '✓', 'on', 'да', 'истина'];

function readAs(cell: Cell, text: string, language: Language): string {
  if (cell.type === 'checkbox') return YES.includes(text.toLowerCase()) ? 'on' : '';
  return cellOf(cell.name)?.field === 'price' ? pastedNumber(text, language) : pastedPieces(text);
}
