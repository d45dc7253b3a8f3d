import { invalid, refuse } from '@sagashop/chassis/errors';
import { FORMATS, type PictureFile, SIZES } from '../domain/picture-files.ts';
import { pictureKind } from '../domain/picture-kind.ts';

/** In pixels; a phone's camera has 12 to 50 million. Decoding takes up to four bytes for each. */
const MOST_PIXELS = 50_000_000;
const PATIENCE = 20; // seconds for one file
const MOST_WAITING = 8;

let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/**
 * The files of a picture in all sizes and formats, without what a camera wrote into it, such as where it was taken. One at
 * a time in this process, off the event loop, and on one thread: the shop goes on meanwhile. Refuses with the reason what
 * is no picture that can be read to its end; 503 when too many wait.
 */
export async function drawPicture(bytes: Uint8Array): Promise<PictureFile[]> {
  if (!pictureKind(bytes)) throw wrong('is no JPEG, PNG, WebP, AVIF or GIF');
  if (waiting >= MOST_WAITING) throw refuse.unavailable({}, { 'retry-after': '5' });
  waiting += 1;
  const drawn = last.then(() => draw(bytes));
  last = drawn.catch(() => {});
  try {
    return await drawn;
  } finally {
    waiting -= 1;
  }
}

const wrong = (message: string) => invalid('file', message);

async function draw(bytes: Uint8Array): Promise<PictureFile[]> {
  const sharp = await loadSharp();
  // A cut file, or one whose pixels contradict themselves, is refused: half a picture is none.
  const read = (limitInputPixels: number | false) =>
    sharp(bytes, { limitInputPixels, failOn: 'error', sequentialRead: true });
  try {
    const { width, height } = await read(false).metadata();
    if (width * height > MOST_PIXELS)
      throw wrong(`has ${Math.round((width * height) / 1e6)} megapixels; at most ${MOST_PIXELS / 1e6}`);
    // Decoded and turned upright once, to the largest that is shown; the other files are made of that.
    const largest = await read(MOST_PIXELS)
      .timeout({ seconds: PATIENCE })
      .autoOrient()
      .resize({ width: SIZES.at(-1)!, height: SIZES.at(-1)!, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .png({ compressionLevel: 0 })
      .toBuffer();
    const files: PictureFile[] = [];
    for (const size of SIZES)
      for (const format of FORMATS) {
        const file = sharp(largest)
          .timeout({ seconds: PATIENCE })
          .resize({ width: size, height: size, fit: 'inside', withoutEnlargement: true });
        const packed = format === 'webp' ? file.webp({ quality: 80 }) : file.avif({ quality: 55, effort: 3 });
        files.push({ name: `${size}.${format}`, bytes: await packed.toBuffer() });
      }
    return files;
  } catch (error) {
    if ((error as { status?: number }).status === 422) throw error;
    throw wrong('cannot be read to its end: it is cut, or damaged');
  }
}

type Sharp = typeof import('sharp').default;
let loaded: Promise<Sharp> | undefined;

/** Loaded for the first upload: most processes of a shop never see one. */
function loadSharp(): Promise<Sharp> {
  return (loaded ??= import('sharp').then(({ default: sharp }) => {
    sharp.concurrency(1);
    sharp.cache(false);
    // Whatever the first bytes say, nothing but these is ever decoded.
    sharp.block({ operation: ['VipsForeignLoad'] });
    sharp.unblock({
      operation: ['Jpeg', 'Png', 'Nsgif', 'Webp', 'Heif'].map((kind) => `VipsForeignLoad${kind}Buffer`),
    });
    return sharp;
  }));
}
