import type { Staff } from '@sagashop/audit-log/staff-of';
import { invalid, refuse } from '@sagashop/chassis/errors';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import type { Localized } from '../domain/localized.ts';
import { DRAWING, pictureUrl } from '../domain/picture-files.ts';
import type { Picture } from '../domain/pictures.ts';
import { findWritten, saveProduct } from '../store/products.ts';
import { logChange } from './log-change.ts';

const MOST_PICTURES = 10;

/** Another hash for the same bytes where the files are made in another way. */
export const STORED = { variation: '1', drawing: DRAWING };

/** Puts an uploaded picture behind the others of a product that is for sale or hidden; one that it has already stays. */
export async function addPicture(
  tx: Tx,
  product: string,
  { hash, alt, staff }: { hash: string; alt: Localized | undefined; staff: Staff },
): Promise<Picture> {
  const before = await findWritten(tx, product, { lock: true });
  if (!before) throw refuse.not_found();
  const url = pictureUrl(hash);
  const there = before.pictures.find((one) => one.url === url);
  if (there) return there;
  if (before.pictures.length >= MOST_PICTURES)
    throw invalid('file', `is one more than the ${MOST_PICTURES} that a product can have`);
  const picture = { id: newId(), url, ...(alt && { alt }) };
  await saveProduct(tx, product, { ...before, pictures: [...before.pictures, picture] });
  await logChange(
    tx,
    staff,
    { action: 'picture.add', subject: `product:${product.toLowerCase()}` },
    {},
    picture,
  );
  return picture;
}

/** Takes a picture from a product. Its files go a day after the last product has lost it. */
export async function removePicture(tx: Tx, product: string, id: string, staff: Staff): Promise<void> {
  const before = await findWritten(tx, product, { lock: true });
  const gone = before?.pictures.find((one) => one.id === id.toLowerCase());
  if (!before || !gone) throw refuse.not_found();
  await saveProduct(tx, product, { ...before, pictures: before.pictures.filter((one) => one !== gone) });
  await logChange(
    tx,
    staff,
    { action: 'picture.remove', subject: `product:${product.toLowerCase()}` },
    gone,
    {},
  );
}
