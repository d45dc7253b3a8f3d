import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import type { Seller } from '../domain/document.ts';

/** A document that has its number. */
export interface IssuedDocument {
  orderId: string;
  /** Null: the invoice. */
  refund: string | null;
  year: number;
  number: number;
  amount: number;
  issuedOn: string;
  seller: Seller;
  /** What is printed, as JSON; null until somebody has asked for it. */
  inputs: string | null;
}

/** Under which numbers documents are issued: behind `last`, of that year, on that day. */
export interface NextNumbers {
  year: number;
  last: number;
  issuedOn: string;
  seller: number;
}

/** The invoice of an order, and the credit note of one of its refunds, as far as they were issued. */
export async function documentsOf(db: Db, order: string, refund: string | null): Promise<IssuedDocument[]> {
  return db<IssuedDocument[]>`
    select order_id, refund, year, number, amount, issued_on, inputs,
      json_build_object('name', name, 'address', address, 'taxId', tax_id) as seller
    from documents join sellers on sellers.id = seller
    where order_id = ${order} and (refund is null or refund = ${refund}::uuid)`;
}

/** Keeps what is printed of a document, unless it is kept already; answers what is. */
export async function keepInputs(
  db: Db,
  { orderId, refund }: Pick<IssuedDocument, 'orderId' | 'refund'>,
  inputs: string,
): Promise<string> {
  const which = db`order_id = ${orderId} and refund is not distinct from ${refund}::uuid`;
  const [kept] = await db<{ inputs: string }[]>`
    update documents set inputs = ${inputs} where ${which} and inputs is null returning inputs`;
  if (kept) return kept.inputs;
  const [before] = await db<{ inputs: string }[]>`select inputs from documents where ${which}`;
  return before!.inputs;
}

/** Issues the invoices that these confirmed orders lack, by their ids; answers how many there were. Each is looked for by its key. */
export async function issueInvoices(
  tx: Tx,
  orders: readonly string[],
  { year, last, issuedOn, seller }: NextNumbers,
): Promise<number> {
  const [issued] = await tx<{ many: number }[]>`
    with wanted as (
      select id, total, row_number() over (order by id) as nth from orders
      where id = any(${uuids(orders)}::uuid[]) and answer_status = 201
        and (select true from documents as d where d.order_id = orders.id and d.refund is null limit 1) is null
    ), issued as (
      insert into documents (order_id, year, number, amount, issued_on, seller)
      select id, ${year}, ${last}::int + nth, total, ${issuedOn}::date, ${seller} from wanted returning 1
    )
    select count(*)::int as many from issued`;
  return issued!.many;
}

/**
 * Issues the credit notes of these refunds that are settled and have none, if the invoice is there; answers for how many
 * refunds there is nothing to be done any more. Where nothing was left when an order was cancelled, there is none.
 */
export async function issueCreditNotes(
  tx: Tx,
  refunds: readonly { orderId: string; refund: string }[],
  { year, last, issuedOn, seller }: NextNumbers,
): Promise<number> {
  const [issued] = await tx<{ many: number }[]>`
    with settled as (
      select asked.order_id, asked.refund, asked.nth, ${amountOf(tx)} as amount
      from unnest(${uuids(refunds.map(({ orderId }) => orderId))}::uuid[],
        ${uuids(refunds.map(({ refund }) => refund))}::uuid[]) with ordinality as asked (order_id, refund, nth)
      join orders on orders.id = asked.order_id
      left join refunds on refunds.order_id = asked.order_id and refunds.id = asked.refund
      where ${isSettled(tx)}
        and ${hasInvoice(tx)}
        and not exists (select from documents as d where d.order_id = asked.order_id and d.refund = asked.refund)
    ), issued as (
      insert into documents (order_id, refund, year, number, amount, issued_on, seller)
      select order_id, refund, ${year}, ${last}::int + row_number() over (order by nth), amount, ${issuedOn}::date, ${seller}
      from settled where amount > 0 returning 1
    )
    select count(*)::int as many from issued`;
  return issued!.many;
}

const amountOf = (db: Db) => db`coalesce(refunds.amount, orders.total - coalesce(orders.refunded, 0))`;

/** Whether the money of `asked.refund` is back: of a refund, or of an order that was cancelled after it had been confirmed. */
export const isSettled = (db: Db) => db`
  case when asked.refund = asked.order_id then orders.status = 'cancelled' and answer_status = 201 and exists (
      select from sagas where sagas.order_id = asked.order_id and definition = 'cancel-order' and ended_at is not null
        and outcome = 'completed')
    else refunds.state = 'settled' end`;

/** Whether the order of `asked` has its invoice; asked row by row: a join would go through the invoices of all. */
export const hasInvoice = (db: Db) => db`
  coalesce((select true from documents as d where d.order_id = asked.order_id and d.refund is null limit 1), false)`;
