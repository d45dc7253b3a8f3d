import { entryCheck, logBegan } from '@sagashop/audit-log/entry-check';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { among, type Newer } from '@sagashop/vocabulary/audit-call';

/** Checks that what staff did to orders has its entries in the audit log. */
export function loggedActs(tx: Tx, newer: Newer) {
  return Promise.all([
    loggedRefunds(tx, newer),
    loggedCancellations(tx, newer),
    loggedParts(tx, newer),
    loggedNotes(tx, newer),
    loggedReturns(tx, newer),
  ]);
}

/** An entry has the refund's id, and tells of the same money. */
function loggedRefunds(tx: Tx, newer: Newer) {
  return entryCheck(
    tx,
    'refund',
    tx`
      select order_id as id, (e.id is null or e.subject <> 'order:' || order_id
        or (e.after ->> 'refunded')::bigint - (e.before ->> 'refunded')::bigint is distinct from amount) as wrong
      from refunds left join audit_log e on e.id = refunds.id and e.action = 'order.refund'
      where kind is null and created_at >= ${logBegan(tx)} and ${among(tx, 'order_id', newer)}`,
  );
}

/** Whoever asked first for the cancellation of another's order works here: they cancelled it, or turned its saga back. */
function loggedCancellations(tx: Tx, newer: Newer) {
  return entryCheck(
    tx,
    'cancellation by staff',
    tx`
      select order_id as id, not exists (
        select from audit_log where subject = 'order:' || order_id and action in ('order.cancel', 'saga.turn-back')
          and actor = by_user) as wrong
      from cancellations join orders on orders.id = order_id
      where by_user <> user_id and ${among(tx, 'order_id', newer)}`,
  );
}

/** Pieces of another's order have the entry of whoever cancelled them, with the same money. */
function loggedParts(tx: Tx, newer: Newer) {
  return entryCheck(
    tx,
    'cancelled part',
    tx`
      select order_id as id, (e.id is null or (e.after ->> 'refunded')::bigint - (e.before ->> 'refunded')::bigint
        is distinct from amount) as wrong
      from cancelled_parts as part join orders on orders.id = order_id
      left join audit_log e on e.id = part.id and e.action = 'order.cancel-part' and e.actor = by_user
      where by_user <> user_id and ${among(tx, 'order_id', newer)}`,
  );
}

/** A return that staff have asked for, approved, refused or received has the entry of whoever did; a receipt with its money. */
function loggedReturns(tx: Tx, newer: Newer) {
  return entryCheck(
    tx,
    'act on a return',
    tx`
      select r.order_id as id, not exists (
        select from audit_log e where e.subject = 'order:' || r.order_id and e.action = act.action and e.actor = act.actor
          and (act.entry is null or e.id = act.entry) and (act.amount is null or act.amount
            = (e.after ->> 'refunded')::bigint - (e.before ->> 'refunded')::bigint)) as wrong
      from returns as r join orders on orders.id = r.order_id
      cross join lateral (values
        ('return.ask', case when by_user <> user_id and kind = 'return' then by_user end, r.id, null::bigint),
        ('return.approve', approved_by, null, null), ('return.refuse', refused_by, null, null),
        ('return.receive', received_by, receipt, amount)) as act (action, actor, entry, amount)
      where act.actor is not null and ${among(tx, 'r.order_id', newer)}`,
  );
}

function loggedNotes(tx: Tx, newer: Newer) {
  return entryCheck(
    tx,
    'note',
    tx`
      select order_id as id, not exists (
        select from audit_log e where e.id = order_notes.id and e.action = 'order.note' and e.actor = by_user) as wrong
      from order_notes where ${among(tx, 'order_id', newer)}`,
  );
}
