import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { dateIn } from '@sagashop/kernel/clock';
import { firstIdAt } from '@sagashop/kernel/ids';
import type { Seller } from '../domain/document.ts';
import { lockSeries, nextNumbersOn, noteSeller, saveSeries } from '../store/document-series.ts';
import { issueCreditNotes, issueInvoices } from '../store/documents.ts';
import {
  decidedOrders,
  forgetDue,
  hasWork,
  nextOrders,
  noteDue,
  saveDone,
  settledRefunds,
} from '../store/documents-due.ts';
import { databaseTime, SETTLED } from '../store/list-progress.ts';

export interface Billing {
  sql: Sql;
  seller: Seller;
  /** The shop's, by which the day of issue is told. */
  zone: string;
  currency: string;
}

const AT_ONCE = 500;
const BATCHES = 20; // in one turn, which is soon followed by the next

/** Issues documents in the transaction that may give numbers: what has one already, or is not due, is left out. */
interface Issue {
  invoices(orders: readonly string[]): Promise<void>;
  creditNotes(refunds: readonly { orderId: string; refund: string }[]): Promise<void>;
}

/**
 * Gives every order that was confirmed its invoice, and every refund that was settled its credit note: many at once, behind
 * the orders' backs, so that placing one waits for nothing and writes nothing more. Whichever process comes first does it.
 */
export async function issueDocuments(billing: Billing): Promise<void> {
  const { sql } = billing;
  if (!(await hasWork(sql, firstIdAt((await databaseTime(sql)) - SETTLED)))) return;
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const more = await alone(billing, { wait: false }, async (tx, issue, now) => {
      const orders = await nextOrders(tx, { before: firstIdAt(now.getTime() - SETTLED), most: AT_ONCE });
      const decided = await decidedOrders(tx, AT_ONCE);
      await issue.invoices([
        ...orders.filter(({ wasConfirmed }) => wasConfirmed).map(({ id }) => id),
        ...decided,
      ]);
      await noteDue(tx, orders.flatMap(dueLater));
      const settled = await settledRefunds(tx, AT_ONCE);
      await issue.creditNotes(settled);
      await forgetDue(tx, [...decided.map((orderId) => ({ orderId, refund: null })), ...settled]);
      await saveDone(tx, orders.at(-1)?.id, orders.length < AT_ONCE);
      return [orders, decided, settled].some(({ length }) => length === AT_ONCE);
    });
    if (!more) return;
  }
}

/** Issues the invoice of an order at once, and the credit note of one of its refunds, as far as they are due. */
export async function issueNow(
  billing: Billing,
  { orderId, refund }: { orderId: string; refund: string | null },
): Promise<void> {
  await alone(billing, { wait: true }, async (_tx, issue) => {
    await issue.invoices([orderId]);
    if (refund) await issue.creditNotes([{ orderId, refund }]);
  });
}

/** What an order will want when something of it has ended. */
function dueLater({
  id,
  status,
  wasConfirmed,
}: {
  id: string;
  status: string;
  wasConfirmed: boolean;
}): { orderId: string; refund: string | null }[] {
  if (status === 'pending') return [{ orderId: id, refund: null }];
  return status === 'cancelled' && wasConfirmed ? [{ orderId: id, refund: id }] : [];
}

/** Works while no other process gives numbers; undefined where one does and nobody waits. */
function alone<T>(
  { sql, seller, zone }: Billing,
  how: { wait: boolean },
  work: (tx: Tx, issue: Issue, now: Date) => Promise<T>,
): Promise<T | undefined> {
  return sql.begin(async (tx) => {
    const now = await lockSeries(tx, how);
    if (!now) return undefined;
    const today = dateIn(zone, now);
    const give = async (invoices: boolean, issue: (numbers: Numbers) => Promise<number>) => {
      const numbers = {
        ...(await nextNumbersOn(tx, { invoices, today })),
        seller: await noteSeller(tx, seller),
      };
      await saveSeries(tx, invoices, numbers, await issue(numbers));
    };
    const issue: Issue = {
      invoices: async (orders) => {
        if (orders.length > 0) await give(true, (numbers) => issueInvoices(tx, orders, numbers));
      },
      creditNotes: async (refunds) => {
        if (refunds.length > 0) await give(false, (numbers) => issueCreditNotes(tx, refunds, numbers));
      },
    };
    return work(tx, issue, now);
  }) as Promise<T | undefined>;
}

type Numbers = Parameters<typeof issueInvoices>[2];
