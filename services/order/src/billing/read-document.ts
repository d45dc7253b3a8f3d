import { refuse } from '@sagashop/chassis/errors';
import type { Db } from '@sagashop/chassis/postgres/sql';
import { dateIn } from '@sagashop/kernel/clock';
import {
  cancellationLines,
  type DocumentInputs,
  type DocumentLine,
  invoiceLines,
  refundLines,
  writtenNumber,
} from '../domain/document.ts';
import type { Order } from '../domain/order.ts';
import { refuseOrder } from '../errors.ts';
import { documentsOf, type IssuedDocument, keepInputs } from '../store/documents.ts';
import { linesOf } from '../store/orders.ts';
import { findRecipient } from '../store/recipients.ts';
import { refundsOf } from '../store/refunds.ts';
import { type Billing, issueNow } from './issue-documents.ts';

/** A document to be drawn: its file's name, and what is in it. */
export interface ReadDocument {
  inputs: DocumentInputs;
  buyer: { name: string; address: string | null } | undefined;
}

/**
 * The invoice of an order, or the credit note of one of its refunds. What is printed is kept when it is read first; one that
 * is due and was not issued yet is issued. Refuses with 404 a refund that never was, with 409 what is still to come
 * or never will.
 */
export async function readDocument(
  billing: Billing,
  order: Order,
  refund: string | null,
): Promise<ReadDocument> {
  const { sql } = billing;
  if (refund !== null && !(await isOf(sql, order, refund))) throw refuse.not_found();
  const find = async () => {
    const all = await documentsOf(sql, order.id, refund);
    const invoice = all.find((one) => one.refund === null);
    return { invoice, document: refund ? all.find((one) => one.refund === refund) : invoice };
  };
  let { invoice, document } = await find();
  if (!document) {
    await issueNow(billing, { orderId: order.id, refund });
    ({ invoice, document } = await find());
  }
  if (!document || !invoice) throw refuseOrder.not_invoiced({ orderId: order.id });
  const inputs =
    document.inputs ?? (await keepInputs(sql, document, await made(billing, { order, invoice, document })));
  return { inputs: JSON.parse(inputs), buyer: await findRecipient(sql, order.id) };
}

/** Whether there is such a refund of an order; what was left when it was cancelled has the order's own id. */
async function isOf(db: Db, order: Order, refund: string): Promise<boolean> {
  if (refund === order.id)
    return order.status === 'cancelled' && order.wasConfirmed === true && order.total > (order.refunded ?? 0);
  return ((await refundsOf(db, [order.id])).get(order.id) ?? []).some(({ id }) => id === refund);
}

interface Sources {
  order: Order;
  invoice: IssuedDocument;
  document: IssuedDocument;
}

/** What is printed, as JSON, of rows that do not change any more: an order's lines and a refund's. */
async function made({ sql, zone, currency }: Billing, sources: Sources): Promise<string> {
  const { order, invoice, document } = sources;
  const kind = document.refund === null ? 'invoice' : 'credit_note';
  const lines = await linesFor(sql, sources);
  const sum = (of: (line: DocumentLine) => number) => lines.reduce((all, line) => all + of(line), 0);
  const of = { number: writtenNumber('invoice', invoice), date: invoice.issuedOn };
  const inputs: DocumentInputs = {
    kind,
    number: writtenNumber(kind, document),
    date: document.issuedOn,
    language: order.language,
    currency,
    seller: document.seller,
    order: { number: String(order.number), date: dateIn(zone, order.createdAt) },
    ...(kind === 'credit_note' && { invoice: of }),
    lines,
    net: sum(({ net }) => net),
    tax: sum(({ tax }) => tax),
    total: document.amount,
  };
  return JSON.stringify(inputs);
}

async function linesFor(db: Db, { order, document }: Sources): Promise<DocumentLine[]> {
  const lines = (await linesOf(db, [order.id])).get(order.id) ?? [];
  if (document.refund === null) return invoiceLines(order.total, lines);
  const refunds = (await refundsOf(db, [order.id])).get(order.id) ?? [];
  if (document.refund === order.id)
    return cancellationLines({ total: order.total, refunded: order.refunded ?? 0 }, lines, refunds);
  return refundLines(refunds.find(({ id }) => id === document.refund)!, lines);
}
