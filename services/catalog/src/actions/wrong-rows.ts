import { refuse } from '@sagashop/chassis/errors';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { type CsvRow, csvRows } from '@sagashop/csv/csv-rows';
import { decodeText } from '@sagashop/csv/decode-text';
import type { CsvColumns } from '@sagashop/csv/send-csv';
import { separatorOf } from '@sagashop/csv/separator-of';
import { IMPORT_FAULTS } from '../domain/import-faults.ts';
import type { Localized } from '../domain/localized.ts';
import { refuseCatalog } from '../errors.ts';
import { type ImportRow, listImportRows } from '../store/import-rows.ts';
import { findImport, findImportFile } from '../store/imports.ts';

const HEADINGS = {
  line: { en: 'Line', ru: 'Строка' },
  why: { en: 'What is wrong', ru: 'Что не так' },
} as const satisfies Record<string, Localized>;
const MOST = 100_000; // more rows than an import can have

type Row = { cells: readonly string[]; wrong: ImportRow };

/** The rows of an import that are wrong, as they stood in its file, with their lines and with what is wrong. */
export async function wrongRows(
  sql: Sql,
  id: string,
  language: keyof Localized,
): Promise<{ columns: CsvColumns<Row>; rows: AsyncIterable<Row> }> {
  const one = await findImport(sql, id);
  if (!one) throw refuse.not_found();
  const bytes = await findImportFile(sql, id);
  if (!bytes) throw refuseCatalog.import_emptied();
  const wrong = await listImportRows(sql, id, { wrong: true, after: 0, limit: MOST });
  const why = ({ faults }: ImportRow) =>
    faults
      .map(({ column, code }) => `${column === '' ? '' : `${column}: `}${IMPORT_FAULTS[code][language]}`)
      .join(' ');
  const named = one.columns.map(({ name }, at) => [name, ({ cells }: Row) => cells[at] ?? ''] as const);
  return {
    columns: {
      ...Object.fromEntries(named),
      [HEADINGS.line[language]]: ({ wrong: { line } }: Row) => line,
      [HEADINGS.why[language]]: ({ wrong: row }: Row) => why(row),
    },
    rows: withCells(bytes, new Map(wrong.map((row) => [row.line, row]))),
  };
}

async function* withCells(bytes: Uint8Array, wrong: ReadonlyMap<number, ImportRow>): AsyncGenerator<Row> {
  const { separator, body, lines } = separatorOf(decodeText(bytes).text);
  const rows: Iterable<CsvRow> = csvRows(body, separator);
  let isHeading = true;
  for (const { line, cells } of rows) {
    const row = wrong.get(line + lines);
    if (row && !isHeading) yield { cells, wrong: row };
    isHeading = false;
  }
}
