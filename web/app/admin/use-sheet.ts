import {
  type ClipboardEvent,
  type FocusEvent,
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useRef,
  useState,
} from 'react';
import type { Language } from '../words/languages';
import { fillIn } from './form-fields';
import { pastedBlock } from './pasted-block';
import { pressed } from './pressed';
import { type Block, blockOf, fillBlock, pasteInto, textOfBlock } from './sheet-blocks';
import { type Cell, gridOf, textOf } from './sheet-grid';
import { sheetHistory } from './sheet-history';
import { sheetMoves } from './sheet-moves';

interface Told {
  /** What was filled in, and how much of it had no place. */
  filled: (cells: number, left: number) => void;
  selected: (cells: number) => void;
}

/**
 * Makes a form's cells a sheet: arrows and Enter go from cell to cell, Shift selects a block, a block is copied, pasted and
 * filled down, and what was done is undone and done again. The cells are inputs with `data-cell` in the rows of a table.
 */
export function useSheet(form: RefObject<HTMLFormElement | null>, language: Language, told: Told) {
  const [history] = useState(sheetHistory);
  const [, redraw] = useState(0);
  const block = useRef<Block>(undefined);
  const typing = useRef<{ cell: Cell; before: string }>(undefined);
  const commit = () => {
    const now = typing.current;
    if (!now) return;
    const after = textOf(now.cell);
    history.record([{ name: now.cell.name, before: now.before, after }]);
    typing.current = { cell: now.cell, before: after };
    redraw((n) => n + 1);
  };
  const write = (texts: Record<string, string> | undefined) => {
    if (!texts || !form.current) return;
    fillIn(form.current, texts);
    const cell = typing.current?.cell;
    if (cell) typing.current = { cell, before: textOf(cell) };
    redraw((n) => n + 1);
  };
  const put = (texts: Map<Cell, string>, left = 0) => {
    commit();
    history.record([...texts].map(([cell, after]) => ({ name: cell.name, before: textOf(cell), after })));
    write(Object.fromEntries([...texts].map(([cell, text]) => [cell.name, text])));
    if (texts.size + left > 1) told.filled(texts.size, left);
  };
  const select = (next: Block | undefined) => {
    block.current = next;
    const cells = form.current ? blockOf(gridOf(form.current), next).flat() : [];
    for (const cell of form.current?.querySelectorAll('input[data-cell]') ?? [])
      cell.toggleAttribute('data-selected', cells.length > 1 && cells.includes(cell as Cell));
    if (cells.length > 1) told.selected(cells.filter(Boolean).length);
  };
  const undo = () => {
    commit();
    write(history.undo());
  };
  const redo = () => write(history.redo());
  const fillDown = () => form.current && put(fillBlock(gridOf(form.current), block.current));
  const moves = sheetMoves({ block, select, restore: () => restore(typing.current, write) });
  return {
    undo,
    redo,
    fillDown,
    canUndo: history.canUndo(),
    canRedo: history.canRedo(),
    handlers: {
      onFocus: ({ target }: FocusEvent<HTMLElement>) => {
        if (!isCell(target) || !form.current) return;
        typing.current = { cell: target, before: textOf(target) };
        if (!moves.isSelecting()) select(moves.at(gridOf(form.current), target));
      },
      onBlur: commit,
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (!isCell(event.target) || !form.current) return;
        const grid = gridOf(form.current);
        if (event.shiftKey) moves.extendTo(event, grid, event.target);
        else select(moves.at(grid, event.target));
      },
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
        if (!isCell(event.target) || !form.current) return;
        const key = pressed(event.nativeEvent);
        const done = key === 'mod+z' && !event.shiftKey ? undo : undefined;
        const again = key === 'mod+y' || (key === 'mod+z' && event.shiftKey) ? redo : undefined;
        const act = done ?? again ?? (key === 'mod+d' ? fillDown : undefined);
        if (!act) return moves.key(event, gridOf(form.current), event.target);
        event.preventDefault();
        act();
      },
      onCopy: (event: ClipboardEvent<HTMLElement>) => {
        const text = form.current && textOfBlock(gridOf(form.current), block.current);
        if (!text) return;
        event.clipboardData.setData('text', text);
        event.preventDefault();
      },
      onPaste: (event: ClipboardEvent<HTMLElement>) => {
        const cell = event.target;
        if (!isCell(cell) || !form.current) return;
        const lines = pastedBlock(event.clipboardData.getData('text'));
        const grid = gridOf(form.current);
        const pasted = pasteInto(grid, block.current, { cell, lines, language });
        if (!pasted) return;
        event.preventDefault();
        put(pasted.texts, pasted.left);
      },
    },
  };
}

const isCell = (target: unknown): target is Cell =>
  target instanceof HTMLInputElement && target.dataset['cell'] !== undefined;

function restore(
  typing: { cell: Cell; before: string } | undefined,
  write: (texts: Record<string, string>) => void,
): void {
  if (typing) write({ [typing.cell.name]: typing.before });
}
