/** How the bytes of a file stand for letters. */
export type Encoding = 'utf-8' | 'utf-16le' | 'windows-1251';

/** Stands in a text where bytes were none of its encoding. */
const UNREADABLE = '\ufffd';

/** So much of what is no ASCII may be unreadable in a file that is UTF-8 all the same. */
const FEW = 0.1;

/**
 * The text of a file as sheets write them: UTF-8 with or without a byte order mark, UTF-16 with one, and Windows-1251, by
 * what its bytes can be. `UNREADABLE` stands for each byte that is none of the encoding.
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: Encoding } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16le' };
  const text = new TextDecoder('utf-8').decode(bytes);
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  if (marked || !text.includes(UNREADABLE) || isMostlyRead(text)) return { text, encoding: 'utf-8' };
  return { text: new TextDecoder('windows-1251').decode(bytes), encoding: 'windows-1251' };
}

/** Letters of Windows-1251 are hardly ever UTF-8 by chance: a text of theirs is nearly all unreadable. */
function isMostlyRead(text: string): boolean {
  let [read, unreadable] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0xfffd) unreadable++;
    else if (code > 0x7f) read++;
  }
  return unreadable < FEW * (read + unreadable);
}
