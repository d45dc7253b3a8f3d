import { entryCheck } from '@sagashop/audit-log/entry-check';
import type { Db } from '@sagashop/chassis/postgres/sql';

/** Checks that deliveries and days of couriers are as the entries of the audit log have left them. */
export function loggedMoves(db: Db) {
  return Promise.all([movedDeliveries(db), plannedDays(db), changedCouriers(db)]);
}

/**
 * In whatever order moves were written, they went once more to where the delivery is than away from there; where it is back
 * at its beginning, as often.
 */
function movedDeliveries(db: Db) {
  return entryCheck(
    db,
    'move of a delivery',
    db`
      with steps as (
        select subject, step.field, step.value, sum(step.sign) as net
        from audit_log cross join lateral (
          select key as field, value, 1 as sign from jsonb_each_text(after)
          union all select key, value, -1 from jsonb_each_text(before)) as step
        where action = 'delivery.move' group by subject, step.field, step.value
      ), ended as (
        select substr(subject, length('order:') + 1)::uuid as order_id, field,
          case when bool_or(net <> 0) then array_agg(value) filter (where net = 1) else array_agg(value) end as at
        from steps group by subject, field
      )
      select order_id as id, coalesce(
        case field when 'courierId' then courier_id::text else date::text end <> all(at), true) as wrong
      from ended join bookings using (order_id) where state = 'booked'`,
  );
}

/** What a courier takes on one day is null where nothing is said of it, which counts as -1. */
function plannedDays(db: Db) {
  return entryCheck(
    db,
    "plan of a courier's day",
    db`
      with told as (
        select substr(subject, length('courier:') + 1)::uuid as courier_id, reason::date as date,
          sum(coalesce((after ->> 'capacity')::int, -1) - coalesce((before ->> 'capacity')::int, -1)) as net
        from audit_log where action = 'courier.plan-day' group by subject, reason)
      select coalesce(told.courier_id, days.courier_id) as id, coalesce(capacity, -1) <> coalesce(net, 0) - 1 as wrong
      from told full join (select * from courier_days where capacity is not null) as days using (courier_id, date)`,
  );
}

/** Of couriers who were hired before the log began nobody knows how it began. */
function changedCouriers(db: Db) {
  return entryCheck(
    db,
    'change of a courier',
    db`
      with told as (
        select substr(subject, length('courier:') + 1)::uuid as id, bool_or(action = 'courier.hire') as known,
          sum(coalesce((after ->> 'dailyCapacity')::int, 0) - coalesce((before ->> 'dailyCapacity')::int, 0)) as net
        from audit_log where action in ('courier.hire', 'courier.change') group by subject)
      select id, daily_capacity <> net as wrong from told join couriers using (id) where known`,
  );
}
