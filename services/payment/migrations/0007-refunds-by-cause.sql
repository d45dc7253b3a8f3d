-- no transaction
-- Once for each cause, where it was once for each payment.
drop index concurrently if exists entries_of_causes;
create unique index concurrently entries_of_causes on entries (refunds, coalesce(cause, refunds), account)
  where refunds is not null;
drop index concurrently if exists entries_of_refunds;
-- What went back before the trigger counted, all of it at once; what the trigger has counted is left alone.
update holds set refunded = repaid.amount
  from entries as repaid
  where repaid.refunds = holds.order_id and repaid.account = 'customer' and holds.refunded is null;
alter table holds validate constraint holds_refunded_within_their_amount;
