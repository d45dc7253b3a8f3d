import { invalid } from '@sagashop/chassis/errors';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { keepFiles } from '@sagashop/pictures/files';
import { hashIn } from '../domain/picture-files.ts';
import type { Picture } from '../domain/pictures.ts';

/** Has the files stay of uploaded pictures that a product did not have before. Refuses one whose files are gone, at its `path`. */
export async function keepPictures(
  tx: Tx,
  before: readonly Picture[],
  after: readonly Picture[],
  path?: string,
): Promise<void> {
  const had = new Set(before.map(({ url }) => url));
  const fresh = after.map(({ url }, at) => ({ at, url, hash: hashIn(url) }));
  const wanted = fresh.filter((one) => one.hash !== undefined && !had.has(one.url));
  if (wanted.length === 0) return;
  const there = await keepFiles(
    tx,
    wanted.map(({ hash }) => hash!),
  );
  const gone = wanted.find(({ hash }) => !there.has(hash!));
  if (gone) throw invalid(path ?? `pictures.${gone.at}.url`, 'is no picture that the shop has');
}
