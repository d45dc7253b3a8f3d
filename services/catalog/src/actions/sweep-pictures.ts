import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Bucket } from '../store/picture-bucket.ts';
import { deleteFiles, findUnused } from '../store/pictures.ts';

const AT_ONCE = 50;

/** Deletes the files of pictures that no product shows: of uploads that were cut off, and what was taken away a day ago. */
export async function sweepPictures(sql: Sql, bucket: Bucket | undefined): Promise<void> {
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
