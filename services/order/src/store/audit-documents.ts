import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import { FIRST_ID } from '@sagashop/kernel/ids';
import { among, type Newer } from '@sagashop/vocabulary/audit-call';
import { type Found, found } from './found.ts';

/** Documents before whose number there is none, or another one under the same; and the end of a series that is not its last. */
export function wrongNumbers(tx: Tx, newer: Newer): Promise<Found> {
  return found(
    tx,
    tx`
      select order_id as id, case when number = 1 then '{1}' else array[number - 1, number] end is distinct from (
        select array_agg(d.number order by d.number) from documents as d where (d.refund is null) = (documents.refund is null)
          and d.year = documents.year and d.number between documents.number - 1 and documents.number) as wrong
      from documents where ${among(tx, 'order_id', newer)}
      union all
      select coalesce(newest.order_id, ${FIRST_ID}::uuid), newest.number is distinct from last
      from document_series as s left join lateral (
        select order_id, number from documents
        where (refund is null) = s.invoices and documents.year = s.year order by number desc limit 1) as newest on true
      where ${newer.since === undefined ? tx`true` : tx`false`}`,
  );
}

/**
 * Invoices that are not of what was agreed and paid, credit notes that are not of what went back, and those of which what is
 * printed says something else.
 */
export function wrongDocuments(tx: Tx, newer: Newer): Promise<Found> {
  return found(
    tx,
    tx`
      select order_id as id, not coalesce(
        answer_status = 201 and amount = case
          when refund is null then orders.total
          when refund = order_id then case when orders.status = 'cancelled' then total - coalesce(refunded, 0) end
          else (select r.amount from refunds as r where r.order_id = documents.order_id and r.id = documents.refund
            and r.state in ('settled', 'reversed')) end
        and (refund is not null
          or amount = (select sum(price * quantity) from order_lines where order_lines.order_id = documents.order_id))
        and (inputs is null or amount = (inputs::json ->> 'total')::bigint
          and amount = (select sum((line ->> 'amount')::bigint) from json_array_elements(inputs::json -> 'lines') as line)),
        false) as wrong
      from documents left join orders on orders.id = order_id where ${among(tx, 'order_id', newer)}`,
  );
}

/** Confirmed orders that have had no invoice for a minute. */
export function lackingInvoices(tx: Tx, newer: Newer): Promise<Found> {
  return found(
    tx,
    tx`
      select id, not exists (select from documents where order_id = orders.id and refund is null)
        and ${shouldBe(tx, tx`greatest(created_at, (select max(updated_at) from sagas where order_id = orders.id))`)} as wrong
      from orders where answer_status = 201 and ${among(tx, 'id', newer)}`,
  );
}

/** Orders with money that went back a minute ago and has no credit note. */
export function lackingCreditNotes(tx: Tx, newer: Newer): Promise<Found> {
  return found(
    tx,
    tx`
      select back.order_id as id, ${shouldBe(tx, tx`at`)}
        and not exists (select from documents as d where d.order_id = back.order_id and d.refund = back.refund) as wrong
      from (
        select order_id, id as refund, settled_at as at from refunds where state = 'settled'
        union all
        select id, id, (select max(ended_at) from sagas where order_id = orders.id and definition = 'cancel-order') from orders
        where status = 'cancelled' and answer_status = 201 and total > coalesce(refunded, 0)) as back
      where ${among(tx, 'order_id', newer)}`,
  );
}

/**
 * Whether what was due at a time must be there by now: it is due when the sweep has said since that nothing was left, and when a
 * minute has passed in a shop that was running long enough to have dealt with what an older release had left.
 */
const shouldBe = (db: Db, at: ReturnType<Tx>) => db`
  (${at} < (select caught_up_at - interval '15 seconds' from document_progress)
    or ${at} < now() - interval '1 minute' and exists (
      select from runners where gone is null and seen > now() - interval '10 seconds'
        and entered_at < now() - interval '10 minutes'))`;
