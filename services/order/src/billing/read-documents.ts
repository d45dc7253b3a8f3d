import { Problem } from '@sagashop/kernel/problem';
import { refuseOrder } from '../errors.ts';
import { ordersOf } from '../store/orders.ts';
import type { Billing } from './issue-documents.ts';
import { type ReadDocument, readDocument } from './read-document.ts';

const AT_ONCE = 4; // orders, each of which takes a connection: others want some too

/**
 * The invoices of orders, by their numbers; without those of orders that have none, and that there are not. Refuses with 409
 * where that is all of them.
 */
export async function readDocuments(
  billing: Billing,
  ids: readonly string[],
): Promise<[ReadDocument, ...ReadDocument[]]> {
  const wanted = [...new Set(ids.map((id) => id.toLowerCase()))];
  const orders = await ordersOf(billing.sql, wanted);
  const found: ReadDocument[] = [];
  for (let at = 0; at < orders.length; at += AT_ONCE) {
    const some = orders.slice(at, at + AT_ONCE).map((order) => invoiceOf(billing, order));
    found.push(...(await Promise.all(some)).filter((one) => one !== undefined));
  }
  const [first, ...more] = found.sort((a, b) => (a.inputs.number < b.inputs.number ? -1 : 1));
  if (!first) throw refuseOrder.not_invoiced({});
  return [first, ...more];
}

async function invoiceOf(
  billing: Billing,
  order: Parameters<typeof readDocument>[1],
): Promise<ReadDocument | undefined> {
  try {
    return await readDocument(billing, order, null);
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_invoiced') return undefined;
    throw error;
  }
}
