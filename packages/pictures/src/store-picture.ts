import { createHash } from 'node:crypto';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Bucket } from './bucket.ts';
import { type Drawing, drawPicture } from './draw-picture.ts';
import { deleteFiles, findFile, keepFiles, saveFiles } from './files.ts';

/** Where a service's pictures lie: in its database, or in a bucket where it has one. */
export interface Pictures {
  sql: Sql;
  bucket: Bucket | undefined;
}

/**
 * Makes the files of an uploaded picture, and answers its hash; files that are there already are kept. They are there before
 * anything shows them: whoever dies in between leaves files that the sweep takes away. `variation` is another for the same bytes
 * where the files are made in another way, or are not to be shared.
 */
export async function storePicture(
  { sql, bucket }: Pictures,
  bytes: Uint8Array,
  { variation, drawing }: { variation: string; drawing: Drawing },
): Promise<string> {
  const hash = createHash('sha256').update(variation).update(bytes).digest('hex').slice(0, 32);
  // A bucket may have been cut off with half of them: what is there is put there again.
  if (!bucket && (await keepFiles(sql, [hash])).has(hash)) return hash;
  const files = await drawPicture(bytes, drawing);
  await sql.begin((tx) => saveFiles(tx, hash, files, bucket !== undefined));
  if (bucket) for (const file of files) await bucket.put(hash, file);
  return hash;
}

/** A file of a picture, wherever it lies; undefined where there is none. */
export async function readFile(
  { sql, bucket }: Pictures,
  hash: string,
  name: string,
): Promise<Buffer | undefined> {
  const kept = await findFile(sql, hash, name);
  const bytes = kept === null ? await bucket?.get(hash, name) : kept;
  return bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const AT_ONCE = 50;

/** Pictures that nothing shows and that nobody has kept for a day, with the names of their files. */
export type FindUnused = (sql: Sql, most: number) => Promise<{ hash: string; names: string[] }[]>;

/** Deletes the files of pictures that nothing shows: of uploads that were cut off, and what was taken away a day ago. */
export async function sweepPictures({ sql, bucket }: Pictures, findUnused: FindUnused): Promise<void> {
  for (;;) {
    const unused = await findUnused(sql, AT_ONCE);
    // The row goes last: while it is there, the next sweep finds what is left in the bucket.
    if (bucket) for (const { hash, names } of unused) await bucket.remove(hash, names);
    await deleteFiles(
      sql,
      unused.map(({ hash }) => hash),
    );
    if (unused.length < AT_ONCE) return;
  }
}
