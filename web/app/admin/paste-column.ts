import type { ClipboardEvent } from 'react';
import { pastedBlock } from './pasted-block.ts';
import { pastedPieces } from './pasted-number.ts';

/**
 * Puts a column that was copied from a sheet into the fields from the one that it is pasted into on, a line each. One value
 * alone is pasted as ever.
 */
export function pasteColumn(event: ClipboardEvent<HTMLElement>): void {
  const lines = pastedBlock(event.clipboardData.getData('text'));
  const field = event.target;
  if (lines.length < 2 || !(field instanceof HTMLInputElement)) return;
  event.preventDefault();
  const fields = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input[data-cell]')];
  const first = fields.indexOf(field);
  for (const [nth, [text = '']] of lines.entries()) {
    const into = fields[first + nth];
    if (into) into.value = pastedPieces(text);
  }
}
