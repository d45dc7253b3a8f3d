import { houseFonts } from '@sagashop/pdf/house-fonts';
import { type Pause, pauses } from '@sagashop/pdf/pause';
import { type PdfDocument, pdfDocument } from '@sagashop/pdf/pdf-document';
import { wrapText } from '@sagashop/pdf/wrap-text';
import type { DocumentInputs } from '../domain/document.ts';
import type { Recipient } from '../domain/receipt.ts';
import { FRAME, STYLES } from './document-frame.ts';
import { DOCUMENT_WORDS, writtenDay } from './document-words.ts';
import { drawTable } from './draw-table.ts';
import { writtenAmount } from './written-amount.ts';

const LINE = 14;
const COLUMN = 226; // of seller and buyer

/** What is drawn: a document, and its buyer, who is nobody once they have left. */
export interface Drawn {
  inputs: DocumentInputs;
  buyer: Pick<Recipient, 'name' | 'address'> | undefined;
}

/**
 * Documents as one PDF, each on pages of its own and in the language of its order. The same inputs make the same bytes, in any
 * process; others are served meanwhile.
 */
export async function drawDocuments(documents: readonly [Drawn, ...Drawn[]]): Promise<Buffer> {
  const [{ inputs: first }] = documents;
  const last = documents.at(-1)!.inputs;
  const pdf = pdfDocument({
    title:
      DOCUMENT_WORDS[first.language].titles[first.kind] +
      ` ${first === last ? first.number : `${first.number} \u2013 ${last.number}`}`,
    author: first.seller.name,
    language: first.language,
    date: last.date,
    fonts: await houseFonts(),
  });
  const pause = pauses();
  for (const one of documents) {
    const close = documents.length > 1 ? pdf.open('Part') : undefined;
    await drawOne(pdf, one, pause);
    close?.();
  }
  return pdf.bytes(pause);
}

async function drawOne(pdf: PdfDocument, { inputs, buyer }: Drawn, pause: Pause): Promise<void> {
  const before = pdf.pages();
  pdf.addPage();
  let y = drawHead(pdf, inputs);
  y = drawPeople(pdf, inputs, { buyer, y: y + 30 });
  y = await drawTable(pdf, inputs, { from: y + 36, pause });
  drawSums(pdf, inputs, y);
  drawFeet(pdf, inputs, before);
}

function drawHead(pdf: PdfDocument, inputs: DocumentInputs): number {
  const words = DOCUMENT_WORDS[inputs.language];
  const { kind, number, date, order, invoice } = inputs;
  let y: number = FRAME.top + 14;
  pdf.inside('H1', () => {
    pdf.text(words.titles[kind], FRAME.left, y, STYLES.title);
    y += 20;
    pdf.text(number, FRAME.left, y, { ...STYLES.total, font: 'regular' });
  });
  const facts = [
    { name: words.date, value: writtenDay(date, words) },
    { name: words.order, value: `${order.number} ${words.of(writtenDay(order.date, words))}` },
    ...(invoice
      ? [{ name: words.invoice, value: `${invoice.number} ${words.of(writtenDay(invoice.date, words))}` }]
      : []),
  ];
  let at = y + 26;
  for (const { name, value } of facts) {
    pdf.inside('P', () => {
      pdf.text(`${name}: `, FRAME.left, at, { ...STYLES.body, grey: 0.35 });
      pdf.text(value, FRAME.left + pdf.widthOf(`${name}: `, STYLES.body), at, STYLES.body);
    });
    at += LINE;
  }
  return at - LINE;
}

interface People {
  buyer: Pick<Recipient, 'name' | 'address'> | undefined;
  y: number;
}

function drawPeople(pdf: PdfDocument, { seller, language }: DocumentInputs, { buyer, y }: People): number {
  const words = DOCUMENT_WORDS[language];
  const sides = [
    {
      heading: words.seller,
      lines: [seller.name, seller.address, ...(seller.taxId ? [`${words.taxId} ${seller.taxId}`] : [])],
    },
    { heading: words.buyer, lines: buyer ? [buyer.name, buyer.address ?? ''] : [words.left] },
  ];
  const ends = sides.map(({ heading, lines }, side) => {
    const x = FRAME.left + side * (FRAME.right - FRAME.left - COLUMN);
    let at = y;
    pdf.inside('H2', () => pdf.text(heading, x, at, STYLES.heading));
    for (const [nth, text] of lines.filter((line) => line !== '').entries()) {
      const style = nth === 0 && (side === 0 || buyer) ? STYLES.strong : STYLES.body;
      pdf.inside('P', () => {
        for (const line of wrapText(text, COLUMN, (part) => pdf.widthOf(part, style)))
          pdf.text(line, x, (at += LINE), style);
      });
    }
    return at;
  });
  return Math.max(...ends);
}

function drawSums(pdf: PdfDocument, inputs: DocumentInputs, from: number): void {
  const { kind, language, currency, net, tax, total } = inputs;
  const words = DOCUMENT_WORDS[language];
  const rows = [
    { name: words.net, amount: net, style: STYLES.body },
    { name: words.tax, amount: tax, style: STYLES.body },
    { name: words.total[kind], amount: total, style: STYLES.total },
  ];
  const value = (amount: number) => `${writtenAmount(amount, currency, language)}\u00a0${currency}`;
  const width = Math.max(120, pdf.widthOf(value(total), STYLES.total) + 16);
  let y = from + 8;
  if (y + 76 > FRAME.bottom) {
    pdf.addPage();
    y = FRAME.top;
  }
  for (const { name, amount, style } of rows) {
    y += style.size + 6;
    pdf.inside('P', () => {
      pdf.text(name, FRAME.right - width, y, { ...style, end: true });
      pdf.text(value(amount), FRAME.right, y, { ...style, end: true });
    });
  }
  pdf.inside('P', () => pdf.text(words.paid[kind], FRAME.left, y + 28, STYLES.body));
}

function drawFeet(pdf: PdfDocument, { seller, number, language }: DocumentInputs, before: number): void {
  const words = DOCUMENT_WORDS[language];
  const y = FRAME.bottom + 34;
  const pages = pdf.pages() - before;
  for (let nth = 0; nth < pages; nth += 1) {
    pdf.onPage(before + nth, () => {
      pdf.rule(FRAME.left, FRAME.right, y - 14);
      const page = words.page(nth + 1, pages);
      pdf.text(page, FRAME.right, y, { ...STYLES.small, end: true });
      const room = FRAME.right - FRAME.left - pdf.widthOf(page, STYLES.small) - 20;
      const [line] = wrapText(`${number} · ${seller.name}`, room, (text) => pdf.widthOf(text, STYLES.small));
      pdf.text(line!, FRAME.left, y, STYLES.small);
    });
  }
}
