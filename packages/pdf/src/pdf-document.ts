import { createHash } from 'node:crypto';
import { type EmbeddedFont, embeddedFont } from './embedded-font.ts';
import type { Font } from './open-font.ts';
import { pdfObjects, pdfText } from './pdf-objects.ts';
import { type Element, structureTree, writeStructure } from './structure.ts';

/** A4, in points, as everything here; `y` counts down from the top of the page. */
export const PAGE = { width: 595.28, height: 841.89 } as const;

export interface TextStyle {
  font: 'regular' | 'bold';
  size: number;
  /** From 0, black, to 1, white. */
  grey?: number;
}

export interface PdfDocument {
  /** Begins a page, on which everything is put from now on. */
  addPage(): void;
  /** Goes back to a page, by its place from 0: what is put there belongs to no element, as a page's number does. */
  onPage(nth: number, put: () => void): void;
  pages(): number;
  /** What is put meanwhile is an element of the document, for whoever does not see the page: `P`, `H1`, `Table`, `TD`. */
  inside(tag: string, put: () => void, attributes?: string): void;
  /** One line of text, with `y` at its baseline, to the right of `x`; or, with `end`, to the left of it. */
  text(text: string, x: number, y: number, style: TextStyle & { end?: boolean }): void;
  /** A line across the page. */
  rule(from: number, to: number, y: number, width?: number): void;
  widthOf(text: string, style: TextStyle): number;
  bytes(): Buffer;
}

interface Page {
  content: string[];
  /** Which element each marked part belongs to. */
  marked: Element[];
}

const round = (value: number) => String(Math.round(value * 100) / 100);

/**
 * An empty document. The same calls make the same bytes, in any process and on any machine: nothing of it is taken from a
 * clock or drawn by chance.
 */
export function pdfDocument(about: {
  title: string;
  author: string;
  language: string;
  /** YYYY-MM-DD. */
  date: string;
  fonts: { regular: Font; bold: Font };
}): PdfDocument {
  const fonts = { regular: embeddedFont(about.fonts.regular), bold: embeddedFont(about.fonts.bold) };
  const pages: Page[] = [];
  const tree = structureTree();
  let page: Page;
  let element: Element | undefined = tree;
  const put = (operators: string, artifact = false) => {
    if (!element || artifact) return void page.content.push(`/Artifact BMC\n${operators}\nEMC`);
    element.kids.push({ page: pages.indexOf(page), mark: page.marked.length });
    page.content.push(`/${element.tag} <</MCID ${page.marked.push(element) - 1}>> BDC\n${operators}\nEMC`);
  };
  const within = (next: Element | undefined, work: () => void) => {
    const before = element;
    element = next;
    work();
    element = before;
  };
  const widthOf = (text: string, { font, size }: TextStyle) => (fonts[font].widthOf(text) * size) / 1000;
  return {
    addPage: () => {
      page = { content: [], marked: [] };
      pages.push(page);
    },
    onPage: (nth, work) => {
      const before = page;
      page = pages[nth]!;
      within(undefined, work);
      page = before;
    },
    pages: () => pages.length,
    inside: (tag, work, attributes) => {
      const child: Element = { tag, attributes, kids: [] };
      element?.kids.push(child);
      within(child, work);
    },
    text: (text, x, y, style) => {
      const left = style.end ? x - widthOf(text, style) : x;
      const name = style.font === 'bold' ? 'B' : 'R';
      const place = `${round(left)} ${round(PAGE.height - y)}`;
      const shown = `<${fonts[style.font].encode(text)}> Tj`;
      put(`BT ${style.grey ?? 0} g /${name} ${style.size} Tf ${place} Td ${shown} ET`);
    },
    rule: (from, to, y, width = 0.5) => {
      const at = round(PAGE.height - y);
      put(`0.6 G ${width} w ${round(from)} ${at} m ${round(to)} ${at} l S`, true);
    },
    widthOf,
    bytes: () => written(about, { fonts, pages, tree }),
  };
}

interface Drawn {
  fonts: { regular: EmbeddedFont; bold: EmbeddedFont };
  pages: readonly Page[];
  tree: Element;
}

function written(
  { title, author, language, date }: Omit<Parameters<typeof pdfDocument>[0], 'fonts'>,
  { fonts, pages, tree }: Drawn,
): Buffer {
  const objects = pdfObjects();
  const [catalog, parent, regular, bold] = [1, 2, 3, 4].map(() => objects.reserve());
  const resources = objects.add(`<</Font<</R ${regular} 0 R/B ${bold} 0 R>>>>`);
  const numbers = pages.map(({ content }, nth) => {
    const stream = objects.stream(Buffer.from(content.join('\n'), 'latin1'));
    return objects.add(
      `<</Type/Page/Parent ${parent} 0 R/MediaBox[0 0 ${PAGE.width} ${PAGE.height}]/Resources ${resources} 0 R` +
        `/Contents ${stream} 0 R/StructParents ${nth}/Tabs/S>>`,
    );
  });
  objects.add(`<</Type/Pages/Count ${pages.length}/Kids[${refs(numbers)}]>>`, parent);
  const structure = writeStructure(objects, tree, { pages: numbers, marked: pages.map((one) => one.marked) });
  objects.add(
    `<</Type/Catalog/Pages ${parent} 0 R/Lang(${language})/MarkInfo<</Marked true>>` +
      `/StructTreeRoot ${structure} 0 R/ViewerPreferences<</DisplayDocTitle true>>>>`,
    catalog,
  );
  const day = `(D:${date.replaceAll('-', '')}000000Z)`;
  const info = objects.add(
    `<</Title ${pdfText(title)}/Author ${pdfText(author)}/CreationDate${day}/ModDate${day}>>`,
  );
  fonts.regular.write(objects, regular!);
  fonts.bold.write(objects, bold!);
  const all = [title, author, date, ...pages.flatMap(({ content }) => content)].join('\n');
  return objects.whole(catalog!, info, createHash('sha256').update(all).digest('hex').slice(0, 32));
}

const refs = (numbers: readonly number[]) => numbers.map((number) => `${number} 0 R`).join(' ');
