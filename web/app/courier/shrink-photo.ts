const LONGEST = 1600; // pixels
const QUALITY = 0.8;
/** So much the shop takes. */
const MOST_BYTES = 5_000_000;

/**
 * A photo small enough to be kept and sent by a bad network, without where it was taken; as it is where the browser cannot read
 * it. Undefined for one that the shop would not take.
 */
export async function shrinkPhoto(file: Blob): Promise<Blob | undefined> {
  const small = await drawn(file).catch(() => undefined);
  if (small) return small;
  return file.size <= MOST_BYTES ? file : undefined;
}

async function drawn(file: Blob): Promise<Blob | undefined> {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/jpeg', QUALITY));
}
