// Draws the shop's icons in all sizes from public/favicon.svg, for when that has changed: node web/draw-icons.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';

const PUBLIC = join(import.meta.dirname, 'public');
const PAPER = '#faf5ea';
const SIGN = readFileSync(join(PUBLIC, 'favicon.svg')).toString('base64');

const keep = (name: string, bytes: Uint8Array) => writeFileSync(join(PUBLIC, name), bytes);
keep('favicon.ico', ico([16, 32, 48]));
keep('apple-touch-icon.png', png(180, { share: 0.72, paper: true }));
keep('icon-192.png', png(192, { share: 0.94 }));
keep('icon-512.png', png(512, { share: 0.94 }));
// What is cut off it may be as much as a fifth on each side.
keep('icon-maskable-512.png', png(512, { share: 0.56, paper: true }));

/** The sign as a square PNG of this many pixels, `share` of its width wide, on paper or on nothing. */
function png(pixels: number, { share = 1, paper = false } = {}): Buffer {
  const [from, wide] = [(32 - 32 * share) / 2, 32 * share];
  const ground = paper ? `<rect width="32" height="32" fill="${PAPER}"/>` : '';
  const sign = `<image href="data:image/svg+xml;base64,${SIGN}" x="${from}" y="${from}" width="${wide}" height="${wide}"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${ground}${sign}</svg>`;
  return new Resvg(svg, { fitTo: { mode: 'width', value: pixels } }).render().asPng();
}

/** One file of several sizes, each a PNG, as every browser of the last ten years reads it. */
function ico(sizes: readonly number[]): Buffer {
  const images = sizes.map((pixels) => png(pixels));
  const head = Buffer.alloc(6 + 16 * sizes.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(sizes.length, 4);
  let at = head.length;
  for (const [index, image] of images.entries()) {
    const entry = 6 + 16 * index;
    head.writeUInt8(sizes[index]!, entry);
    head.writeUInt8(sizes[index]!, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(image.length, entry + 8);
    head.writeUInt32LE(at, entry + 12);
    at += image.length;
  }
  return Buffer.concat([head, ...images]);
}
