/** A TrueType font: which glyph stands for a character, how wide each is, and its outline. */
export interface Font {
  /** Its name in a PDF. */
  name: string;
  /** All widths and heights are in thousandths of the font's size. */
  ascent: number;
  descent: number;
  capHeight: number;
  bounds: readonly [number, number, number, number];
  /** The character that is shown for one: itself, or `□` where the font has no glyph of it. */
  shownAs(codePoint: number): number;
  glyphOf(codePoint: number): number;
  widthOf(glyph: number): number;
  /** Its outline as the font has it; empty for one without, such as a blank. */
  outlineOf(glyph: number): Buffer;
  /** A table of the font by its tag, to be copied. */
  table(tag: string): Buffer;
}

const MISSING = 0x25a1; // □

/**
 * Reads a font with TrueType outlines, of which the characters stand in a table of format 4. Throws a RangeError for another:
 * those that it is given are files of this repository.
 */
export function openFont(name: string, file: Buffer): Font {
  const tables = tablesOf(file);
  const table = (tag: string) => {
    const found = tables.get(tag);
    if (!found) throw new RangeError(`a font without a table ${tag}`);
    return found;
  };
  const [head, hhea, os2] = [table('head'), table('hhea'), table('OS/2')];
  const unit = 1000 / head.readUInt16BE(18);
  const at = (from: Buffer, offset: number) => Math.round(from.readInt16BE(offset) * unit);
  const glyphs = charactersOf(table('cmap'));
  const [widths, measured] = [table('hmtx'), hhea.readUInt16BE(34)];
  const [loca, glyf, long] = [table('loca'), table('glyf'), head.readInt16BE(50) === 1];
  const start = (glyph: number) => (long ? loca.readUInt32BE(glyph * 4) : loca.readUInt16BE(glyph * 2) * 2);
  return {
    name,
    table,
    ascent: at(hhea, 4),
    descent: at(hhea, 6),
    capHeight: at(os2, 88),
    bounds: [at(head, 36), at(head, 38), at(head, 40), at(head, 42)],
    shownAs: (codePoint) => (glyphs(codePoint) === 0 ? MISSING : codePoint),
    glyphOf: glyphs,
    widthOf: (glyph) => Math.round(widths.readUInt16BE(Math.min(glyph, measured - 1) * 4) * unit),
    outlineOf: (glyph) => glyf.subarray(start(glyph), start(glyph + 1)),
  };
}

function tablesOf(file: Buffer): Map<string, Buffer> {
  const tables = new Map<string, Buffer>();
  for (let nth = 0; nth < file.readUInt16BE(4); nth += 1) {
    const entry = 12 + nth * 16;
    const [offset, length] = [file.readUInt32BE(entry + 8), file.readUInt32BE(entry + 12)];
    tables.set(file.toString('latin1', entry, entry + 4), file.subarray(offset, offset + length));
  }
  return tables;
}

/** Which glyph stands for a character, 0 for none: a table of ranges, each with what is to be added to the character. */
function charactersOf(cmap: Buffer): (codePoint: number) => number {
  const table = cmap.subarray(cmap.readUInt32BE(8));
  if (table.readUInt16BE(0) !== 4) throw new RangeError('characters of a font in a format that is not known');
  const size = table.readUInt16BE(6);
  const [ends, starts] = [14, 16 + size];
  const glyphs = new Map<number, number>();
  for (let range = 0; range < size; range += 2) {
    const [first, last] = [table.readUInt16BE(starts + range), table.readUInt16BE(ends + range)];
    const delta = table.readUInt16BE(starts + size + range);
    const place = starts + 2 * size + range;
    const offset = table.readUInt16BE(place);
    for (let code = first; code <= last && code < 0xffff; code += 1) {
      const glyph = offset === 0 ? code : table.readUInt16BE(place + offset + 2 * (code - first));
      if (offset === 0 || glyph !== 0) glyphs.set(code, (glyph + delta) & 0xffff);
    }
  }
  return (codePoint) => glyphs.get(codePoint) ?? 0;
}
