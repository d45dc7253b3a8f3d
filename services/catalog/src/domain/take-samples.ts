import type { ImportColumn } from './import-columns.ts';

const SAMPLES = 3;
const LONGEST = 80;

/** Notes of each column what stands in the first of these rows. */
export function takeSamples(
  columns: readonly ImportColumn[],
  rows: readonly { cells: readonly string[] }[],
): void {
  for (const [at, column] of columns.entries())
    for (const { cells } of rows) {
      const text = [...(cells[at] ?? '').replaceAll('\0', '').trim()].slice(0, LONGEST).join('');
      if (column.samples.length < SAMPLES && text !== '' && !column.samples.includes(text))
        column.samples.push(text);
    }
}
