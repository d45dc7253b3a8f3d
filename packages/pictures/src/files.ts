import { texts } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';
import type { PictureFile } from './draw-picture.ts';

/** Whether all files of a picture are there; whoever asks keeps them for another day. */
export async function keepFiles(db: Db, hashes: readonly string[]): Promise<Set<string>> {
  const rows = await db<{ hash: string }[]>`
    update picture_files set kept_at = now() where hash = any(${texts(hashes)}::text[]) returning hash`;
  return new Set(rows.map(({ hash }) => hash));
}

/** Saves the files of a picture; without their bytes where those lie in a bucket. */
export async function saveFiles(
  db: Db,
  hash: string,
  files: readonly PictureFile[],
  inBucket: boolean,
): Promise<void> {
  for (const { name, bytes } of files)
    await db`
      insert into picture_files (hash, name, bytes) values (${hash}, ${name}, ${inBucket ? null : (bytes as Buffer)})
      on conflict (hash, name) do update set kept_at = now()`;
}

/** A file of a picture; its bytes are null where they lie in a bucket. */
export async function findFile(db: Db, hash: string, name: string): Promise<Uint8Array | null | undefined> {
  const [row] = await db<{ bytes: Uint8Array | null }[]>`
    select bytes from picture_files where hash = ${hash} and name = ${name}`;
  return row?.bytes;
}

/** Deletes the files of pictures that nobody has kept for a day. */
export async function deleteFiles(db: Db, hashes: readonly string[]): Promise<void> {
  await db`
    delete from picture_files
    where hash = any(${texts(hashes)}::text[]) and kept_at < now() - interval '1 day'`;
}
