const SEPARATORS = [';', '\t', ','] as const;
const HINT = 'sep=';
const LONGEST_HEADINGS = 100_000;

/**
 * What stands between the cells of a text: the one that stands most often between the headings, outside of quotes. Where a
 * first line of Excel's says which (`sep=;`), the one of that; `body` is the text behind it.
 */
export function separatorOf(text: string): { separator: string; body: string; lines: number } {
  const [first = '', ...more] = text.slice(0, 20).split('\n');
  const said = first.startsWith(HINT) ? first[HINT.length] : undefined;
  if (said !== undefined && more.length > 0)
    return { separator: said, body: text.slice(first.length + 1), lines: 1 };
  const counted = countOutside(text);
  const separator = SEPARATORS.reduce((best, one) =>
    (counted.get(one) ?? 0) > (counted.get(best) ?? 0) ? one : best,
  );
  return { separator, body: text, lines: 0 };
}

/** How often each character stands in the first row, outside of quotes. */
function countOutside(text: string): Map<string, number> {
  const counted = new Map<string, number>();
  let quoted = false;
  for (const char of text.slice(0, LONGEST_HEADINGS)) {
    if (char === '"') quoted = !quoted;
    else if (!quoted && (char === '\n' || char === '\r')) break;
    else if (!quoted) counted.set(char, (counted.get(char) ?? 0) + 1);
  }
  return counted;
}
