import { crc32 } from 'node:zlib';
import sharp from 'sharp';

interface Parts {
  file?: Buffer;
  altEn?: string;
  altRu?: string;
  /** Ends the form in its middle. */
  then?: 'broken';
}

/** A form of multipart/form-data, as a browser sends it, for `inject`. */
export function form({ file, then, ...texts }: Parts, headers: Record<string, string>) {
  const head = (rest: string) => `--seam\r\ncontent-disposition: form-data; ${rest}\r\n\r\n`;
  const parts: Buffer[] = Object.entries(texts).map(([name, text]) =>
    Buffer.from(`${head(`name="${name}"`)}${text}\r\n`),
  );
  if (file)
    parts.push(
      Buffer.from(head('name="file"; filename="photo.png"\r\ncontent-type: image/png')),
      file,
      Buffer.from('\r\n'),
    );
  if (!then) parts.push(Buffer.from('--seam--\r\n'));
  return {
    headers: { ...headers, 'content-type': 'multipart/form-data; boundary=seam' },
    payload: Buffer.concat(parts),
  };
}

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: width % 256, g: 90, b: 60 } } });

export const png = (width: number, height: number) => plain(width, height).png().toBuffer();

/** As a phone makes it: with where it was taken, and lying on its side. */
export const jpeg = ({
  width,
  height,
  orientation = 1,
}: {
  width: number;
  height: number;
  orientation?: number;
}) =>
  plain(width, height)
    .withExif({ IFD0: { Copyright: 'Somebody' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
    .withMetadata({ orientation })
    .jpeg()
    .toBuffer();

/** The first bytes of a PNG of this size: more nobody needs to read. */
export function pngHeader(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const bytes = Buffer.alloc(8);
    bytes.writeUInt32BE(data.length, 0);
    bytes.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([bytes.subarray(0, 4), body, bytes.subarray(4)]);
  };
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  size.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', size),
    chunk('IDAT', Buffer.alloc(1000)),
  ]);
}
