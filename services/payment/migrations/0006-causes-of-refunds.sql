-- A payment may go back in parts, each for a cause of its own; without a cause it is the order, taken back as a whole.
-- Both columns are null for nearly every row, so that an order costs no more than before.
alter table entries add column cause uuid;

-- How much of the payment has gone back; null: nothing. Kept by the trigger below, also of what the release before
-- writes, so that the sum of all refunds is bounded by the database itself.
alter table holds add column refunded bigint;
alter table holds add constraint holds_refunded_within_their_amount
  check (refunded between 0 and amount) not valid;

create or replace function refunds_stay_within_their_capture() returns trigger language plpgsql as $$
begin
  if not exists (
    select from entries as paid
    where paid.transfer_id = new.refunds and paid.kind = 'capture' and paid.account = new.account
      and paid.user_id is not distinct from new.user_id and abs(paid.amount) >= abs(new.amount)) then
    raise exception 'a refund is never more than its capture' using errcode = 'check_violation';
  end if;
  if new.account = 'customer' then
    update holds set refunded = coalesce(refunded, 0) + new.amount where order_id = new.refunds;
  end if;
  return new;
end $$;
