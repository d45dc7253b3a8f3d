import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeQR } from 'qr/decode.js';
import { qrOf } from '../app/admin/qr.server.ts';

const SCALE = 4;

/** What a camera sees of a path. */
function seen({ path, size }: ReturnType<typeof qrOf>) {
  const width = size * SCALE;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
    for (let row = Number(y) * SCALE; row < (Number(y) + 1) * SCALE; row += 1) {
      const from = row * width + Number(x) * SCALE;
      data.fill(0, from * 4, (from + SCALE) * 4);
      for (let at = from; at < from + SCALE; at += 1) data[at * 4 + 3] = 255;
    }
  return { width, height: width, data };
}

test('a parcel’s QR code is read as the address that it was made of', () => {
  const address = 'https://shop.example.com/admin/packing/01a22d1f-57de-76e7-9233-0052b5519a43';
  assert.equal(decodeQR(seen(qrOf(address))), address);
});
