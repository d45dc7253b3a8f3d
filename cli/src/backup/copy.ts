import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Session } from './moment.ts';
import { quoted, type Table } from './tables.ts';

const LEVEL = 3; // of gzip: twice as fast as its default, and a tenth larger
const NEW_LINE = 10;

/** Told so many rows after each piece. */
export type Seen = (rows: number) => void;

/** Copies a table into a file that only its owner can read, and onto the disk. Holds no more than a piece of it. */
export async function copyOut(
  session: Session,
  table: Table,
  file: string,
  seen: Seen,
): Promise<{ rows: number; bytes: number; sha256: string }> {
  const source: Readable = await session.unsafe(`copy ${target(table)} to stdout`).readable();
  const hash = createHash('sha256');
  const counted = { rows: 0, bytes: 0 };
  const rows = countingRows((count) => {
    counted.rows = count;
    seen(count);
  });
  const bytes = async function* (pieces: AsyncIterable<Buffer>) {
    for await (const piece of pieces) {
      hash.update(piece);
      counted.bytes += piece.length;
      yield piece;
    }
  };
  const sink = createWriteStream(file, { mode: 0o600, flush: true });
  await pipeline(source, rows, createGzip({ level: LEVEL }), bytes, sink);
  // The driver (postgres 3.4.9) may have stopped its socket at the last rows, and forgotten it at the end that came
  // with them: the answer to the next statement would never be read.
  source._read(0);
  return { ...counted, sha256: hash.digest('hex') };
}

/** Copies a file into a table, inside the session's transaction; resolves to the number of rows. Throws if it cannot. */
export async function copyIn(session: Session, table: Table, file: string, seen: Seen): Promise<number> {
  const query = session.unsafe(`copy ${target(table)} from stdin`);
  const sink: Writable = await query.writable();
  // The driver (postgres 3.4.9) forgets its stream at CopyDone, and PostgreSQL writes the last rows after that: what
  // it refuses then would never be heard.
  Object.assign(query, { reject: (error: Error) => sink.destroy(error) });
  let rows = 0;
  const counting = countingRows((count) => {
    rows = count;
    seen(count);
  });
  await pipeline(createReadStream(file), createGunzip(), counting, sink);
  return rows;
}

const target = ({ name, columns }: Table) => `${quoted(name)} (${columns.map(quoted).join(', ')})`;

/** In COPY's text a row is a line, and a line's end inside a value is written as two other characters. */
function countingRows(seen: Seen) {
  return async function* (pieces: AsyncIterable<Buffer>) {
    let rows = 0;
    for await (const piece of pieces) {
      for (let at = piece.indexOf(NEW_LINE); at >= 0; at = piece.indexOf(NEW_LINE, at + 1)) rows += 1;
      seen(rows);
      yield piece;
    }
  };
}
