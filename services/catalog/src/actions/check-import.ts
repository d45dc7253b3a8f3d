import { setImmediate as turn } from 'node:timers/promises';
import { invalid } from '@sagashop/chassis/errors';
import type { Db } from '@sagashop/chassis/postgres/sql';
import { type CsvRow, csvRows } from '@sagashop/csv/csv-rows';
import { decodeText } from '@sagashop/csv/decode-text';
import { separatorOf } from '@sagashop/csv/separator-of';
import { minorDigits } from '@sagashop/kernel/currency';
import { newId } from '@sagashop/kernel/ids';
import { decide, type Outcome } from '../domain/decide.ts';
import { columnsOf, faultsOfColumns, type ImportColumn, type Mapping } from '../domain/import-columns.ts';
import type { ImportKind } from '../domain/import-kinds.ts';
import { inGroups } from '../domain/in-groups.ts';
import { rowReader } from '../domain/row-reader.ts';
import { takeSamples } from '../domain/take-samples.ts';
import type { Counts } from '../store/imports.ts';
import { type PackedRows, packRows } from '../store/packed-rows.ts';
import { categoryNames } from './category-names.ts';
import { lookUp, type StockOf } from './look-up.ts';

/**
 * Rows that are compared together. With more, their texts would be too large for the heap's young part: what the driver copies of
 * them on their way to the database would stay until the next large collection, which may be tens of megabytes later.
 */
const AT_ONCE = 100;
const MOST_ROWS = 50_000;
const MOST_COLUMNS = 200;
/** By these bytes a workbook begins, which is an archive. */
const WORKBOOK = Buffer.from('PK\x03\x04');

export interface CheckedImport {
  encoding: string;
  columns: ImportColumn[];
  counts: Counts;
  /** What is kept of the rows: those that change something or are wrong. */
  rows: PackedRows[];
}

interface Checking {
  kind: ImportKind;
  bytes: Uint8Array;
  mapping: Mapping;
  currency: string;
  stockOf: StockOf;
}

/**
 * Reads a file and compares each row with what is there; nothing is changed. Others are served meanwhile. Refuses a file
 * without a row, one that is no text, and one with more than anybody would look at.
 */
export async function checkImport(
  db: Db,
  { kind, bytes, mapping, currency, stockOf }: Checking,
): Promise<CheckedImport> {
  if (WORKBOOK.equals(bytes.subarray(0, WORKBOOK.length)))
    throw invalid('file', 'is a workbook: save it as CSV');
  const { text, encoding } = decodeText(bytes);
  const { separator, body, lines } = separatorOf(text);
  const rows = csvRows(body, separator);
  const heading = rows.next().value as CsvRow | undefined;
  if (!heading) throw invalid('file', 'is empty');
  // UTF-16 without its mark, for one.
  if (heading.cells.some((cell) => cell.includes('\0'))) throw invalid('file', 'is no text: save it as CSV');
  if (heading.cells.length > MOST_COLUMNS) throw invalid('file', `has more than ${MOST_COLUMNS} columns`);
  const columns = columnsOf(kind, heading.cells, mapping);
  const names = await categoryNames(db);
  const read = rowReader({ columns, currency, decimals: minorDigits(currency), categoryOf: names.idOf });
  const deciding = { kind, columns, met: new Map<string, number>(), newId: () => newId() };
  const result: CheckedImport = {
    encoding,
    columns,
    counts: { new: 0, changed: 0, unchanged: 0, wrong: 0 },
    rows: [],
  };
  const headFaults = faultsOfColumns(kind, columns, heading.line + lines);
  if (headFaults.length > 0) add(result, [wrongHeading(headFaults)]);
  let seen = 0;
  for (const some of inGroups(rows, AT_ONCE)) {
    if (seen === 0) takeSamples(columns, some);
    seen += some.length;
    if (seen > MOST_ROWS) throw invalid('file', `has more than ${MOST_ROWS} rows: split it`);
    const group = some.map(({ line, cells, broken }) => read(line + lines, cells, broken));
    const known = await lookUp(db, kind, group, stockOf);
    const outcomes = group.map((row) => decide(row, known, deciding));
    add(result, outcomes);
    await turn();
  }
  if (seen === 0) throw invalid('file', 'has no rows below its headings');
  return result;
}

function add({ counts, rows }: CheckedImport, outcomes: readonly Outcome[]): void {
  for (const { state } of outcomes) counts[state]++;
  const kept = outcomes.filter(({ state }) => state !== 'unchanged');
  if (kept.length > 0) rows.push(packRows(kept));
}

const wrongHeading = (faults: Outcome['faults']): Outcome => ({
  line: faults[0]!.line,
  state: 'wrong',
  product: null,
  name: '',
  before: {},
  after: {},
  faults,
});
