import { invalid, refuse } from '@sagashop/chassis/errors';
import { pictureKind } from './picture-kind.ts';

/** In pixels; a phone's camera has 12 to 50 million. Decoding takes up to four bytes for each. */
const MOST_PIXELS = 50_000_000;
const PATIENCE = 20; // seconds for one file
const MOST_WAITING = 8;

/** A file of a picture. */
export interface PictureFile {
  name: string;
  bytes: Uint8Array;
}

/** What is made of a picture that was sent as `path`: its files, each no wider or higher than `size`. */
export interface Drawing {
  path: string;
  files: readonly { name: string; size: number; format: 'avif' | 'webp' }[];
}

let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/**
 * The files of a picture, without what a camera wrote into it, such as where it was taken. One at a time in this process, off
 * the event loop, and on one thread: the shop goes on meanwhile. Refuses with the reason what is no picture that can be read
 * to its end; 503 when too many wait.
 */
export async function drawPicture(bytes: Uint8Array, drawing: Drawing): Promise<PictureFile[]> {
  if (!pictureKind(bytes)) throw invalid(drawing.path, 'is no JPEG, PNG, WebP, AVIF or GIF');
  if (waiting >= MOST_WAITING) throw refuse.unavailable({}, { 'retry-after': '5' });
  waiting += 1;
  const drawn = last.then(() => draw(bytes, drawing));
  last = drawn.catch(() => {});
  try {
    return await drawn;
  } finally {
    waiting -= 1;
  }
}

async function draw(bytes: Uint8Array, { path, files }: Drawing): Promise<PictureFile[]> {
  const sharp = await loadSharp();
  // A cut file, or one whose pixels contradict themselves, is refused: half a picture is none.
  const read = (limitInputPixels: number | false) =>
    sharp(bytes, { limitInputPixels, failOn: 'error', sequentialRead: true });
  try {
    const { width, height } = await read(false).metadata();
    if (width * height > MOST_PIXELS)
      throw invalid(
        path,
        `has ${Math.round((width * height) / 1e6)} megapixels; at most ${MOST_PIXELS / 1e6}`,
      );
    const most = Math.max(...files.map(({ size }) => size));
    // Decoded and turned upright once, to the largest that is shown; the other files are made of that.
    const largest = await read(MOST_PIXELS)
      .timeout({ seconds: PATIENCE })
      .autoOrient()
      .resize({ width: most, height: most, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .png({ compressionLevel: 0 })
      .toBuffer();
    const drawn: PictureFile[] = [];
    for (const { name, size, format } of files) {
      const file = sharp(largest)
        .timeout({ seconds: PATIENCE })
        .resize({ width: size, height: size, fit: 'inside', withoutEnlargement: true });
      const packed = format === 'webp' ? file.webp({ quality: 80 }) : file.avif({ quality: 55, effort: 3 });
      drawn.push({ name, bytes: await packed.toBuffer() });
    }
    return drawn;
  } catch (error) {
    if ((error as { status?: number }).status === 422) throw error;
    throw invalid(path, 'cannot be read to its end: it is cut, or damaged');
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
