/** What a picture is by its first bytes; whatever its name or its sender says. */
export type PictureKind = 'jpeg' | 'png' | 'gif' | 'webp' | 'avif';

const latin = (bytes: Uint8Array, from: number, to: number) =>
  Buffer.from(bytes.subarray(from, to)).toString('latin1');

/** Undefined for everything that is not one of the kinds that are taken: an SVG, which can hold a script, is none. */
export function pictureKind(bytes: Uint8Array): PictureKind | undefined {
  if (latin(bytes, 0, 3) === '\xff\xd8\xff') return 'jpeg';
  if (latin(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (/^GIF8[79]a$/.test(latin(bytes, 0, 6))) return 'gif';
  if (latin(bytes, 0, 4) === 'RIFF' && latin(bytes, 8, 12) === 'WEBP') return 'webp';
  if (latin(bytes, 4, 8) === 'ftyp' && /^avi[fs]$/.test(latin(bytes, 8, 12))) return 'avif';
  return undefined;
}
