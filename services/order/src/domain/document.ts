import type { Language, Line } from './order.ts';
import { paidOfLines, type Refund, refundedBefore, shareOf } from './refund.ts';

export type DocumentKind = 'invoice' | 'credit_note';

/** Who sells. */
export interface Seller {
  name: string;
  address: string;
  taxId: string;
}

/** A line as it is printed, in minor units. */
export interface DocumentLine {
  /** Null: money that is no piece's. */
  name: string | null;
  quantity: number | null;
  price: number | null;
  /** Of the tax, in hundredths of a percent; 0, as the tax, until the shop charges it. */
  rate: number;
  net: number;
  tax: number;
  amount: number;
}

/** A number as it was given: in one series a year for invoices, and in another for credit notes. */
export interface IssuedNumber {
  year: number;
  number: number;
  issuedOn: string;
}

/** All that is printed but for the buyer, who can leave. Once printed it stays as it is, whatever becomes of the order. */
export interface DocumentInputs {
  kind: DocumentKind;
  number: string;
  /** YYYY-MM-DD, as all days here. */
  date: string;
  language: Language;
  currency: string;
  seller: Seller;
  order: { number: string; date: string };
  /** The invoice of which a credit note gives something back. */
  invoice?: { number: string; date: string };
  lines: DocumentLine[];
  net: number;
  tax: number;
  total: number;
}

/** A number as people write it, such as `INV-2026-000042` and `CN-2026-000007`. */
export function writtenNumber(kind: DocumentKind, { year, number }: IssuedNumber): string {
  return `${kind === 'invoice' ? 'INV' : 'CN'}-${year}-${String(number).padStart(6, '0')}`;
}

/** The lines of an order's invoice: what was paid for each, which adds up to the total. */
export function invoiceLines(total: number, lines: readonly Line[]): DocumentLine[] {
  const paid = paidOfLines(total, lines);
  return lines.map((line, place) => documentLine(paid[place]!, line));
}

/** The lines of a refund's credit note: its pieces, or one line where it is an amount that is no piece's. */
export function refundLines(
  refund: Pick<Refund, 'amount' | 'lines'>,
  lines: readonly Line[],
): DocumentLine[] {
  if (!refund.lines) return [documentLine(refund.amount)];
  return refund.lines.map(({ place, quantity, amount }) =>
    documentLine(amount, { ...lines[place]!, quantity }),
  );
}

/**
 * The lines of the credit note for an order that was cancelled: the pieces of which the money had not gone back, and, where
 * amounts had gone back that were no piece's, those off it.
 */
export function cancellationLines(
  { total, refunded }: { total: number; refunded: number },
  lines: readonly Line[],
  earlier: readonly Refund[],
): DocumentLine[] {
  const pieces = lines.flatMap((line, place) => {
    const before = refundedBefore(earlier, place);
    const quantity = line.quantity - before;
    if (quantity <= 0) return [];
    return [documentLine(shareOf(total, lines, { place, before, quantity }), { ...line, quantity })];
  });
  const rest = total - refunded - pieces.reduce((sum, { amount }) => sum + amount, 0);
  return rest === 0 ? pieces : [...pieces, documentLine(rest)];
}

function documentLine(amount: number, line?: Pick<Line, 'name' | 'quantity' | 'price'>): DocumentLine {
  const { name = null, quantity = null, price = null } = line ?? {};
  return { name, quantity, price, rate: 0, net: amount, tax: 0, amount };
}
