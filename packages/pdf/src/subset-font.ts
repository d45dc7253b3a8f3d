import type { Font } from './open-font.ts';

/** What a composite glyph is made of, and how long what says so is. */
const WORDS = 1;
const SCALE = 8;
const MORE = 32;
const SCALES = 64;
const MATRIX = 128;

/**
 * The font with these glyphs alone, in this order and under their new numbers: what a PDF embeds. The first must be 0, which
 * stands for what there is no glyph of. Parts of composite glyphs are added behind them.
 */
export function subsetFont(font: Font, glyphs: readonly number[]): Buffer {
  const numbers = new Map(glyphs.map((glyph, at) => [glyph, at]));
  const outlines: Buffer[] = [];
  // The map grows meanwhile, by the parts of composite glyphs.
  for (const [glyph] of numbers) outlines.push(renumbered(font.outlineOf(glyph), numbers));
  const count = numbers.size;
  const [loca, widths] = [Buffer.alloc(4 * (count + 1)), Buffer.alloc(4 * count)];
  const [head, hhea, maxp] = (['head', 'hhea', 'maxp'] as const).map((tag) => Buffer.from(font.table(tag)));
  const measured = hhea!.readUInt16BE(34);
  let [end, at] = [0, 0];
  for (const glyph of numbers.keys()) {
    font
      .table('hmtx')
      .copy(widths, 4 * at, 4 * Math.min(glyph, measured - 1), 4 * Math.min(glyph, measured - 1) + 4);
    end += outlines[at]!.length;
    loca.writeUInt32BE(end, 4 * ++at);
  }
  head!.writeInt16BE(1, 50); // the long form of `loca`
  hhea!.writeUInt16BE(count, 34);
  maxp!.writeUInt16BE(count, 4);
  return fontFile({
    glyf: Buffer.concat(outlines),
    head: head!,
    hhea: hhea!,
    hmtx: widths,
    loca,
    maxp: maxp!,
  });
}

/** An outline whose parts have their new numbers, as long as `loca` needs it: a multiple of four. */
function renumbered(outline: Buffer, numbers: Map<number, number>): Buffer {
  const copy = Buffer.alloc(Math.ceil(outline.length / 4) * 4);
  outline.copy(copy);
  if (outline.length === 0 || copy.readInt16BE(0) >= 0) return copy;
  for (let at = 10, flags = MORE; flags & MORE; ) {
    flags = copy.readUInt16BE(at);
    const part = copy.readUInt16BE(at + 2);
    if (!numbers.has(part)) numbers.set(part, numbers.size);
    copy.writeUInt16BE(numbers.get(part)!, at + 2);
    at += 4 + (flags & WORDS ? 4 : 2) + (flags & SCALE ? 2 : flags & SCALES ? 4 : flags & MATRIX ? 8 : 0);
  }
  return copy;
}

/** A font file of tables, which are given in the order of their tags. */
function fontFile(tables: Record<string, Buffer>): Buffer {
  const entries = Object.entries(tables);
  const power = Math.floor(Math.log2(entries.length));
  const head = Buffer.alloc(12 + 16 * entries.length);
  head.writeUInt32BE(0x00010000, 0);
  head.writeUInt16BE(entries.length, 4);
  head.writeUInt16BE(16 * 2 ** power, 6);
  head.writeUInt16BE(power, 8);
  head.writeUInt16BE(16 * (entries.length - 2 ** power), 10);
  const parts: Buffer[] = [head];
  let end = head.length;
  for (const [nth, [tag, table]] of entries.entries()) {
    const whole = Buffer.alloc(Math.ceil(table.length / 4) * 4);
    table.copy(whole);
    head.write(tag, 12 + 16 * nth, 'latin1');
    head.writeUInt32BE(sumOf(whole), 16 + 16 * nth);
    head.writeUInt32BE(end, 20 + 16 * nth);
    head.writeUInt32BE(table.length, 24 + 16 * nth);
    parts.push(whole);
    end += whole.length;
  }
  return Buffer.concat(parts);
}

function sumOf(table: Buffer): number {
  let sum = 0;
  for (let at = 0; at < table.length; at += 4) sum = (sum + table.readUInt32BE(at)) >>> 0;
  return sum;
}
