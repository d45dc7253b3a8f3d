import type { Font } from './open-font.ts';
import type { PdfObjects } from './pdf-objects.ts';
import { subsetFont } from './subset-font.ts';

/** A font of one document: it gives numbers to glyphs as they are first used, and embeds no others. */
export interface EmbeddedFont {
  /** A text as the page says it: the numbers of its glyphs as hexadecimal digits. */
  encode(text: string): string;
  /** The width of a text, in thousandths of the font's size. */
  widthOf(text: string): number;
  /** Writes what was used of it, as the object with this number. */
  write(objects: PdfObjects, number: number): void;
}

const hex = (value: number) => value.toString(16).padStart(4, '0');

/** A font for one document. */
export function embeddedFont(font: Font): EmbeddedFont {
  const numbers = new Map([[0, 0]]);
  const meanings = new Map<number, number>();
  // A text is measured again and again while it is broken into lines.
  const widths = new Map<string, number>();
  const measured = (character: string) => {
    const width = font.widthOf(font.glyphOf(font.shownAs(character.codePointAt(0)!)));
    widths.set(character, width);
    return width;
  };
  return {
    encode: (text) =>
      [...text]
        .map((character) => {
          const codePoint = font.shownAs(character.codePointAt(0)!);
          const glyph = font.glyphOf(codePoint);
          if (!numbers.has(glyph)) numbers.set(glyph, numbers.size);
          const number = numbers.get(glyph)!;
          if (!meanings.has(number)) meanings.set(number, codePoint);
          return hex(number);
        })
        .join(''),
    widthOf: (text) => {
      let width = 0;
      for (const character of text) width += widths.get(character) ?? measured(character);
      return width;
    },
    write: (objects, number) => writeFont(objects, number, { font, glyphs: [...numbers.keys()], meanings }),
  };
}

interface Used {
  font: Font;
  glyphs: readonly number[];
  meanings: ReadonlyMap<number, number>;
}

function writeFont(objects: PdfObjects, number: number, { font, glyphs, meanings }: Used): void {
  const file = subsetFont(font, glyphs);
  // Six letters say that it is a part of the font.
  const name = `SAGASH+${font.name}`;
  const embedded = objects.stream(file, `/Length1 ${file.length}`);
  const descriptor = objects.add(
    `<</Type/FontDescriptor/FontName/${name}/Flags 4/FontBBox[${font.bounds.join(' ')}]/ItalicAngle 0` +
      `/Ascent ${font.ascent}/Descent ${font.descent}/CapHeight ${font.capHeight}/StemV 80/FontFile2 ${embedded} 0 R>>`,
  );
  const widths = glyphs.map((glyph) => font.widthOf(glyph)).join(' ');
  const descendant = objects.add(
    `<</Type/Font/Subtype/CIDFontType2/BaseFont/${name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)` +
      `/Supplement 0>>/FontDescriptor ${descriptor} 0 R/W[0[${widths}]]/CIDToGIDMap/Identity>>`,
  );
  const meaning = objects.stream(Buffer.from(characterMap(meanings), 'latin1'));
  objects.add(
    `<</Type/Font/Subtype/Type0/BaseFont/${name}/Encoding/Identity-H/DescendantFonts[${descendant} 0 R]` +
      `/ToUnicode ${meaning} 0 R>>`,
    number,
  );
}

const AT_ONCE = 100; // that a map may say in one block

/** What the glyphs mean, for whoever copies, searches or listens to the text. */
function characterMap(meanings: ReadonlyMap<number, number>): string {
  const lines = [...meanings].map(([number, codePoint]) => {
    const text = Buffer.from(String.fromCodePoint(codePoint), 'utf16le').swap16().toString('hex');
    return `<${hex(number)}> <${text}>`;
  });
  const blocks: string[] = [];
  for (let from = 0; from < lines.length; from += AT_ONCE) {
    const some = lines.slice(from, from + AT_ONCE);
    blocks.push(`${some.length} beginbfchar\n${some.join('\n')}\nendbfchar`);
  }
  return [
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin\nbegincmap',
    '/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def',
    '/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def',
    '1 begincodespacerange\n<0000> <ffff>\nendcodespacerange',
    ...blocks,
    'endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend',
  ].join('\n');
}
