/** Lines of a source file that define something. */
export interface CodeLines {
  /** The number of the first, from 1. */
  readonly line: number;
  readonly text: string;
  /** How many follow that are not shown. */
  readonly more: number;
}

const MOST = 50; // lines
const COMMENT = ['/**', '*', '//'];
const CLOSES = [')', ']', '}'];
const KINDS = ['function', 'function*', 'const', 'class', 'interface', 'type', 'table'];
const BEFORE = ['export', 'default', 'async', 'create'];

/** Where a text of TypeScript or SQL defines a name, with the comment above it; undefined when it does not. */
export function codeLines(text: string, symbol: string): CodeLines | undefined {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => defines(line, symbol));
  if (at < 0) return undefined;
  let first = at;
  while (first > 0 && begins(lines[first - 1]!, COMMENT)) first -= 1;
  const all = lines.slice(first, endOf(lines, at));
  const indent = indentOf(lines[at]!);
  const shown = all.slice(0, MOST).map((line) => line.slice(Math.min(indent, indentOf(line))));
  return { line: first + 1, text: shown.join('\n'), more: all.length - shown.length };
}

/** What is further in belongs to it, and what closes it: all files here are formatted alike. */
function endOf(lines: readonly string[], at: number): number {
  const indent = indentOf(lines[at]!);
  let end = at + 1;
  for (let next = end; next < lines.length; next += 1) {
    const line = lines[next]!;
    if (line.trim() === '') continue;
    const deep = indentOf(line);
    if (deep < indent || (deep === indent && !begins(line, CLOSES))) break;
    end = next + 1;
  }
  return end;
}

function defines(line: string, symbol: string): boolean {
  const words = line.trim().split(' ');
  const kind = words.findIndex((word) => !BEFORE.includes(word));
  const name = words[kind + 1] ?? '';
  const after = name.slice(symbol.length, symbol.length + 1);
  return KINDS.includes(words[kind] ?? '') && name.startsWith(symbol) && !/\w/.test(after);
}

const begins = (line: string, signs: readonly string[]): boolean =>
  signs.some((sign) => line.trimStart().startsWith(sign));

const indentOf = (line: string): number => line.length - line.trimStart().length;
