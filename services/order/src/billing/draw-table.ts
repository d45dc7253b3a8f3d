import type { Pause } from '@sagashop/pdf/pause';
import type { PdfDocument } from '@sagashop/pdf/pdf-document';
import { wrapText } from '@sagashop/pdf/wrap-text';
import type { DocumentInputs, DocumentLine } from '../domain/document.ts';
import { FRAME, STYLES } from './document-frame.ts';
import { DOCUMENT_WORDS } from './document-words.ts';
import { writtenAmount } from './written-amount.ts';

interface Column {
  heading: string;
  /** Where it begins; where its numbers end. */
  left: number;
  right: number;
  text: (line: DocumentLine, nth: number) => string;
}

const GAP = 12;
const LEAST = 120; // points for what was bought

/**
 * The lines of a document, over as many pages as they need, each with its heading; others have turns between them. Answers where
 * they end.
 */
export async function drawTable(
  pdf: PdfDocument,
  inputs: DocumentInputs,
  { from, pause }: { from: number; pause: Pause },
): Promise<number> {
  const size = sizeOf(pdf, inputs);
  const { columns, width } = columnsOf(pdf, inputs, size);
  const style = { ...STYLES.body, size };
  const close = pdf.open('Table');
  let y = drawHeadings(pdf, columns, { y: from, size });
  for (const [nth, line] of inputs.lines.entries()) {
    const item = wrapText(columns[1]!.text(line, nth), width, (text) => pdf.widthOf(text, style));
    if (y + 8 + item.length * (size + 3) > FRAME.bottom) {
      pdf.addPage();
      y = drawHeadings(pdf, columns, { y: FRAME.top, size });
    }
    y = drawRow(pdf, { columns, line, nth, item, y, size });
    await pause();
  }
  close();
  return y;
}

/** Smaller where large amounts would leave no room for what was bought. */
function sizeOf(pdf: PdfDocument, inputs: DocumentInputs): number {
  for (const size of [10.5, 9, 8]) if (columnsOf(pdf, inputs, size).width >= LEAST) return size;
  return 7;
}

function columnsOf(
  pdf: PdfDocument,
  { lines, currency, language }: DocumentInputs,
  size: number,
): { columns: Column[]; width: number } {
  const words = DOCUMENT_WORDS[language];
  const { item, quantity, price, rate, amount } = words.columns;
  const money = (value: number | null) => (value === null ? '' : writtenAmount(value, currency, language));
  const numbers: Omit<Column, 'left' | 'right'>[] = [
    { heading: quantity, text: (line) => (line.quantity === null ? '' : String(line.quantity)) },
    { heading: `${price}, ${currency}`, text: (line) => money(line.price) },
    { heading: rate, text: (line) => `${writtenRate(line.rate, language)}\u00a0%` },
    { heading: `${amount}, ${currency}`, text: (line) => money(line.amount) },
  ];
  let right: number = FRAME.right;
  const placed = numbers.reverse().map((column) => {
    const texts = lines.map((line, nth) => pdf.widthOf(column.text(line, nth), { ...STYLES.body, size }));
    const width = Math.max(pdf.widthOf(column.heading, { ...STYLES.heading, size: size - 1 }), ...texts);
    const here = { ...column, right, left: right - width };
    right -= width + GAP;
    return here;
  });
  const nths = pdf.widthOf(String(lines.length), { ...STYLES.body, size });
  const left = FRAME.left + nths + GAP;
  const name = (line: DocumentLine) => line.name ?? (line.amount < 0 ? words.earlier : words.amount);
  return {
    width: right - left,
    columns: [
      { heading: '', left: FRAME.left, right: FRAME.left + nths, text: (_, nth) => String(nth + 1) },
      { heading: item, left, right, text: name },
      ...placed.reverse(),
    ],
  };
}

/** Hundredths of a percent as a rate is written. */
function writtenRate(rate: number, language: DocumentInputs['language']): string {
  const text = String(rate / 100);
  return language === 'ru' ? text.replace('.', ',') : text;
}

function drawHeadings(
  pdf: PdfDocument,
  columns: readonly Column[],
  { y, size }: { y: number; size: number },
): number {
  const style = { ...STYLES.heading, size: size - 1 };
  pdf.inside('TR', () => {
    for (const [nth, { heading, left, right }] of columns.entries())
      pdf.inside(
        'TH',
        () => heading && pdf.text(heading, nth === 1 ? left : right, y, { ...style, end: nth !== 1 }),
        '<</O/Table/Scope/Column>>',
      );
  });
  pdf.rule(FRAME.left, FRAME.right, y + 6, 0.8);
  return y + 8;
}

interface Row {
  columns: readonly Column[];
  line: DocumentLine;
  nth: number;
  item: readonly string[];
  y: number;
  size: number;
}

function drawRow(pdf: PdfDocument, { columns, line, nth, item, y, size }: Row): number {
  const style = { ...STYLES.body, size };
  const first = y + size + 3;
  pdf.inside('TR', () => {
    for (const [at, { left, right, text }] of columns.entries())
      pdf.inside('TD', () => {
        if (at === 1)
          for (const [row, part] of item.entries()) pdf.text(part, left, first + row * (size + 3), style);
        else pdf.text(text(line, nth), right, first, { ...style, end: true, grey: at === 0 ? 0.35 : 0 });
      });
  });
  const end = first + (item.length - 1) * (size + 3) + 6;
  pdf.rule(FRAME.left, FRAME.right, end, 0.25);
  return end;
}
