import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { FastifyReply } from 'fastify';

/** What stands in a cell; nothing for null. */
export type Cell = string | number | null;

/** The columns of a file by their headings, in their order: what stands in each of a row. */
export type CsvColumns<R> = Readonly<Record<string, (row: R) => Cell>>;

/**
 * Answers rows as a CSV file (RFC 4180, UTF-8 with a byte order mark, since Excel takes it for something else without), as
 * they come: in constant memory, as quickly as the client reads. A text that a sheet would take for a formula gets an
 * apostrophe before it. When reading fails at its beginning, the answer is a problem; later, the connection is cut, so that half a
 * file is not taken for a whole one. `rows` is ended when the client goes away.
 */
export function sendCsv<R>(
  reply: FastifyReply,
  { file, columns, rows }: { file: string; columns: CsvColumns<R>; rows: AsyncIterable<R> },
): FastifyReply {
  const cells = Object.values(columns);
  const written = stringify({
    bom: true,
    header: true,
    columns: Object.keys(columns),
    record_delimiter: '\r\n',
    escape_formulas: true,
    // Whatever a sheet believes to be the separator, and however a line ends there, this is one cell.
    quoted_match: /[;\t\r\n]/,
  });
  const source = Readable.from(lines(rows, cells), { highWaterMark: 64 });
  // An error reaches who reads what was written: there it is answered.
  pipeline(source, written, () => {});
  return reply
    .type('text/csv; charset=utf-8; header=present')
    .header('content-disposition', `attachment; filename="${file}.csv"`)
    .send(written);
}

async function* lines<R>(rows: AsyncIterable<R>, cells: readonly ((row: R) => Cell)[]) {
  for await (const row of rows) yield cells.map((cell) => cell(row));
}
