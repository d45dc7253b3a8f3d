import { Problem } from '@sagashop/kernel/problem';
import { drawPicture } from '@sagashop/pictures/draw-picture';
import { type Pictures, readFile, storePicture } from '@sagashop/pictures/store-picture';
import type { Photo } from './photos.ts';

const FILE = 'photo.webp';
/** One file, in which a face and a door are known again; some 100 KB. */
const DRAWING = { path: 'photo', files: [{ name: FILE, size: 1600, format: 'webp' as const }] };

/**
 * Makes the file of a photo of what became of a parcel, or of what an order's customer sends back, and answers its hash, which
 * no other parcel or order shares. Refuses what is no photo.
 */
export function storePhoto(
  pictures: Pictures,
  of: { shipment: string } | { returnOf: string },
  bytes: Uint8Array,
): Promise<string> {
  const variation = 'shipment' in of ? `shipment ${of.shipment}\n` : `return of ${of.returnOf}\n`;
  return storePicture(pictures, bytes, { variation, drawing: DRAWING });
}

/** A photo as WebP, without what its camera wrote; undefined where its file is gone, or an old one was none. */
export async function readPhoto(pictures: Pictures, { file, old }: Photo): Promise<Buffer | undefined> {
  if (file !== null) return readFile(pictures, file, FILE);
  if (old === null) return undefined;
  // Those of a release before were kept as they came.
  const [drawn] = await drawPicture(Buffer.from(old, 'base64'), DRAWING).catch((refused: unknown) => {
    if (refused instanceof Problem && refused.status === 422) return [];
    throw refused;
  });
  return drawn && Buffer.from(drawn.bytes);
}
