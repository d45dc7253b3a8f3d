import type { ClipboardEvent } from 'react';

/**
 * Puts a column that was copied from a sheet into the fields from the one that it is pasted into on, a line each. One value
 * alone is pasted as ever.
 */
export function pasteColumn(event: ClipboardEvent<HTMLElement>): void {
  const lines = event.clipboardData
    .getData('text')
    .replace(/\r?\n$/, '')
    .split(/\r?\n/);
  const field = event.target;
  if (lines.length < 2 || !(field instanceof HTMLInputElement)) return;
  event.preventDefault();
  const fields = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input[data-cell]')];
  const first = fields.indexOf(field);
  for (const [nth, line] of lines.entries()) {
    const into = fields[first + nth];
    if (into) into.value = line.split('\t', 1)[0]!.trim();
  }
}
