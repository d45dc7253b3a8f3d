import type { KeyboardEvent, PointerEvent, RefObject } from 'react';
import type { Block } from './sheet-blocks';
import { type Cell, cellBeyond, type Place, placeOf } from './sheet-grid';

type Grid = (Cell | undefined)[][];

interface Parts {
  block: RefObject<Block | undefined>;
  select: (block: Block | undefined) => void;
  /** Puts back what stood in the cell when it got the focus. */
  restore: () => void;
}

const WAYS: Record<string, readonly [number, number] | undefined> = {
  arrowdown: [1, 0],
  arrowup: [-1, 0],
  arrowleft: [0, -1],
  arrowright: [0, 1],
};

/** How one gets from cell to cell, and selects. */
export function sheetMoves({ block, select, restore }: Parts) {
  let selecting = false;
  const at = (grid: Grid, cell: Cell): Block | undefined => {
    const place = placeOf(grid, cell);
    return place && { from: place, to: place };
  };
  const go = (cell: Cell | undefined) => {
    cell?.focus();
    if (cell?.type === 'text') cell.select();
  };
  /** The focus goes with the end of the block, and does not begin a new one. */
  const extend = (from: Place, to: Place, cell: Cell) => {
    selecting = true;
    go(cell);
    selecting = false;
    select({ from, to });
  };
  const key = (event: KeyboardEvent, grid: Grid, cell: Cell): void => {
    const place = placeOf(grid, cell);
    const name = event.key.toLowerCase();
    if (!place || event.ctrlKey || event.metaKey || event.altKey) return;
    if (name === 'escape') {
      restore();
      go(cell);
      select({ from: place, to: place });
      return;
    }
    const enter = name === 'enter' ? ([event.shiftKey ? -1 : 1, 0] as const) : undefined;
    const way = enter ?? WAYS[name];
    if (!way || (!enter && !leaves(cell, way, event.shiftKey))) return;
    event.preventDefault();
    const next = cellBeyond(grid, place, way);
    const from = block.current?.from ?? place;
    if (next && event.shiftKey && !enter) extend(from, placeOf(grid, next)!, next);
    else go(next);
  };
  return {
    at,
    key,
    isSelecting: () => selecting,
    extendTo: (event: PointerEvent, grid: Grid, cell: Cell) => {
      const to = placeOf(grid, cell);
      if (!to || !block.current) return;
      event.preventDefault();
      extend(block.current.from, to, cell);
    },
  };
}

/** Whether an arrow leaves a cell: up and down always, to the sides from the end of its text. */
function leaves(cell: Cell, [down, right]: readonly [number, number], shift: boolean): boolean {
  if (down !== 0 || cell.type === 'checkbox') return true;
  const { selectionStart: start, selectionEnd: end, value } = cell;
  if (start === 0 && end === value.length) return true;
  return !shift && start === end && start === (right > 0 ? value.length : 0);
}
