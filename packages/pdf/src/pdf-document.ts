import { createHash } from 'node:crypto';
import { type EmbeddedFont, embeddedFont } from './embedded-font.ts';
import type { Font } from './open-font.ts';
import { type Pause, pauses } from './pause.ts';
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
  /** The same until what it answers is called, for what is put piece by piece. */
  open(tag: string): () => void;
  /** One line of text, with `y` at its baseline, to the right of `x`; or, with `end`, to the left of it. */
  text(text: string, x: number, y: number, style: TextStyle & { end?: boolean }): void;
  /** A line across the page. */
  rule(from: number, to: number, y: number, width?: number): void;
  widthOf(text: string, style: TextStyle): number;
  /** The whole file; others have turns between its parts. */
  bytes(pause?: Pause): Promise<Buffer>;
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
    open: (tag) => {
      const child: Element = { tag, kids: [] };
      const before = element;
      before?.kids.push(child);
      element = child;
      return () => {
        element = before;
      };
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
    bytes: async (pause = pauses()) => {
      const parts = written(about, { fonts, pages, tree });
      for (;;) {
        const { done, value } = parts.next();
        if (done) return value;
        await pause();
      }
    },
  };
}

interface Drawn {
  fonts: { regular: EmbeddedFont; bold: EmbeddedFont };
  pages: readonly Page[];
  tree: Element;
}

/** Writes one part after the other. */
function* written(
  { title, author, language, date }: Omit<Parameters<typeof pdfDocument>[0], 'fonts'>,
  { fonts, pages, tree }: Drawn,
): Generator<void, Buffer, void> {
  const objects = pdfObjects();
  const [catalog, parent, regular, bold] = [1, 2, 3, 4].map(() => objects.reserve());
  const resources = objects.add(`<</Font<</R ${regular} 0 R/B ${bold} 0 R>>>>`);
  const numbers: number[] = [];
  for (const [nth, { content }] of pages.entries()) {
    const stream = objects.stream(Buffer.from(content.join('\n'), 'latin1'));
    const page = objects.add(
      `<</Type/Page/Parent ${parent} 0 R/MediaBox[0 0 ${PAGE.width} ${PAGE.height}]/Resources ${resources} 0 R` +
        `/Contents ${stream} 0 R/StructParents ${nth}/Tabs/S>>`,
    );
    numbers.push(page);
    yield;
  }
  objects.add(`<</Type/Pages/Count ${pages.length}/Kids[${refs(numbers)}]>>`, parent);
  const structure = yield* writeStructure(objects, tree, {
    pages: numbers,
    marked: pages.map((one) => one.marked),
  });
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
  yield;
  fonts.bold.write(objects, bold!);
  const identity = yield* identityOf([title, author, date], pages);
  return objects.whole(catalog!, info, identity);
}

/** What tells a file from others: the same for the same. */
function* identityOf(about: readonly string[], pages: readonly Page[]): Generator<void, string, void> {
  const hash = createHash('sha256').update(about.join('\n'));
  for (const { content } of pages) {
    hash.update(['', ...content].join('\n'));
    yield;
  }
  return hash.digest('hex').slice(0, 32);
}

const refs = (numbers: readonly number[]) => numbers.map((number) => `${number} 0 R`).join(' ');
