import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import font from '../fonts/alegreya.ttf?url';
import { type CardPlan, cardPath } from './card-path.server';
import { cardSvg } from './card-svg';

/** The files of the build: this code is in one beside them. */
const FILES = join(import.meta.dirname, '..', 'client');
const KEPT = 60; // cards, 70 to 100 KB each
const MOST_WAITING = 20;
const TYPES: Record<string, string> = { '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg' };

const drawn = new Map<string, Buffer>();
const underWay = new Map<string, Promise<Buffer>>();
let last: Promise<unknown> = Promise.resolve();

/**
 * A card as a PNG, off the event loop, one at a time; the latest ones are kept, and several who ask for one wait for one
 * drawing. Undefined when too many are waited for. Rejects where cards cannot be drawn.
 */
export function drawCard(plan: CardPlan): Promise<Buffer> | undefined {
  const path = cardPath(plan);
  const known = drawn.get(path);
  if (known) return Promise.resolve(known);
  let waiting = underWay.get(path);
  if (!waiting) {
    if (underWay.size >= MOST_WAITING) return undefined;
    waiting = last.then(() => draw(plan)).finally(() => underWay.delete(path));
    underWay.set(path, waiting);
    last = waiting.then((png) => keep(path, png)).catch(() => {});
  }
  return waiting;
}

function keep(path: string, png: Buffer): void {
  drawn.set(path, png);
  for (const oldest of drawn.keys()) {
    if (drawn.size <= KEPT) break;
    drawn.delete(oldest);
  }
}

async function draw(plan: CardPlan): Promise<Buffer> {
  // Loaded for the first card: most processes of a shop never draw one.
  const [{ renderAsync }, picture, sign] = await Promise.all([
    import('@resvg/resvg-js'),
    dataOf(plan.picture),
    dataOf('/favicon.svg'),
  ]);
  const svg = cardSvg({ ...plan, picture, sign: sign ?? '' });
  const fonts = { fontFiles: [join(FILES, font)], loadSystemFonts: false, defaultFontFamily: 'Alegreya' };
  return (await renderAsync(svg, { font: fonts })).asPng();
}

/** A picture of the build as a `data:` address; null when it is none. */
async function dataOf(path: string): Promise<string | null> {
  const file = normalize(join(FILES, path));
  const type = TYPES[extname(file)];
  if (!type || !file.startsWith(FILES)) return null;
  const bytes = await readFile(file).catch(() => undefined);
  return bytes ? `data:${type};base64,${bytes.toString('base64')}` : null;
}
