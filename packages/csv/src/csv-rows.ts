/** A row of a file: the line at which it begins, from 1 on, and what stands in its cells. */
export interface CsvRow {
  line: number;
  cells: string[];
  /** The cell, from 0 on, whose quotes do not match. */
  broken?: number;
}

/** A longer cell has quotes that were never closed. */
const LONGEST_CELL = 50_000;

/**
 * The rows of a text with this separator, one after the other, by RFC 4180: a cell in quotes may have separators, line ends
 * and doubled quotes. Blank lines are no rows. After quotes that do not match it goes on in the next line.
 */
export function* csvRows(text: string, separator: string): Generator<CsvRow> {
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const row = readRow(text, at, separator);
    const isBlank = row.cells.length === 1 && row.cells[0] === '' && row.broken === undefined;
    if (!isBlank) yield { line, cells: row.cells, ...(row.broken !== undefined && { broken: row.broken }) };
    line += linesIn(text, at, row.next);
    at = row.next;
  }
}

function readRow(text: string, from: number, separator: string) {
  const cells: string[] = [];
  let at = from;
  for (;;) {
    const cell = text[at] === '"' ? quoted(text, at) : plain(text, at, separator);
    const end = cell && text[cell.next];
    if (!cell || (end !== undefined && end !== separator && end !== '\n' && end !== '\r')) {
      const next = lineEnd(text, from);
      return {
        cells: text.slice(from, next).split(separator),
        next: afterLine(text, next),
        broken: cells.length,
      };
    }
    cells.push(cell.value);
    at = cell.next;
    if (end !== separator) return { cells, next: afterLine(text, at), broken: undefined };
    at++;
  }
}

function plain(text: string, from: number, separator: string) {
  let at = from;
  for (; at < text.length; at++) {
    const char = text[at]!;
    if (char === separator || char === '\n' || char === '\r') break;
  }
  return { value: text.slice(from, at), next: at };
}

/** A cell that begins with a quote; undefined for one that does not end. */
function quoted(text: string, from: number): { value: string; next: number } | undefined {
  const parts: string[] = [];
  for (let at = from + 1; ; ) {
    const end = text.indexOf('"', at);
    if (end < 0 || end - from > LONGEST_CELL) return undefined;
    parts.push(text.slice(at, end));
    if (text[end + 1] !== '"') return { value: parts.join('"'), next: end + 1 };
    at = end + 2;
  }
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

function afterLine(text: string, at: number): number {
  return at + (text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1);
}

function linesIn(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = lineEnd(text, from); at < to && at < text.length; at = lineEnd(text, afterLine(text, at)))
    lines++;
  return Math.max(1, lines);
}
