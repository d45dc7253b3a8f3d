import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { cardSvg } from '../app/cards/card-svg.ts';
import { textLines, textWidth } from '../app/cards/card-text.ts';

const CARD = { above: 'Tea', below: 'b', shop: 'Sagashop', tone: 3, picture: null, sign: 'data:,' };
const PUBLIC = join(import.meta.dirname, '..', 'public');

/** Width and height of a PNG. */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];

test('a title of any length stays in its column, in four lines at most', () => {
  const fits = { size: 52, width: 610, most: 4 };
  for (const text of ['Pot', 'w'.repeat(300), 'a '.repeat(200), 'Щ'.repeat(70), '', 'слово '.repeat(40)]) {
    const lines = textLines(text.trim(), fits);
    assert.ok(lines.length <= 4, text);
    for (const line of lines) assert.ok(textWidth(line, 52) <= 610, line);
  }
  assert.deepEqual(textLines('A pot', fits), ['A pot']);
  assert.match(textLines('слово '.repeat(40), fits).at(-1)!, /…$/);
});

test('what a product is called is text on its card, and no markup', () => {
  const svg = cardSvg({ ...CARD, title: 'Tea & <script>' });
  assert.match(svg, />Tea &amp; &lt;script></);
});

test('each icon is a picture of the size that its name and the manifest say', () => {
  for (const [name, size] of [
    ['apple-touch-icon.png', 180],
    ['icon-192.png', 192],
    ['icon-512.png', 512],
    ['icon-maskable-512.png', 512],
  ] as const) {
    const png = readFileSync(join(PUBLIC, name));
    assert.equal(png.subarray(1, 4).toString(), 'PNG');
    assert.deepEqual(sizeOf(png), [size, size], name);
  }
  const ico = readFileSync(join(PUBLIC, 'favicon.ico'));
  const images = Array.from({ length: ico.readUInt16LE(4) }, (_, at) => ico.readUInt32LE(6 + 16 * at + 12));
  assert.deepEqual(
    images.map((from) => sizeOf(ico.subarray(from))[0]),
    [16, 32, 48],
  );
});
