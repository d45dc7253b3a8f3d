-- A cancelled order's payment goes back: a transfer of its own that points at the capture by the order's id.
-- Every row that is there fits the new checks; they are validated in the next file, without a lock on writers.
alter table entries add column refunds uuid;
alter table entries drop constraint entries_between_these_accounts;
alter table entries add constraint entries_between_these_accounts check ((kind, account) in (
  ('deposit', 'customer'), ('deposit', 'deposits'), ('capture', 'customer'), ('capture', 'sales'),
  ('refund', 'customer'), ('refund', 'sales'))) not valid;
alter table entries add constraint entries_of_refunds_point_at_a_capture
  check ((kind = 'refund') = (refunds is not null)) not valid;

alter table holds drop constraint holds_state_check;
alter table holds add constraint holds_state_check
  check (state in ('held', 'captured', 'released', 'refused', 'refunded')) not valid;

-- Never more than was captured, to whom it was captured from; once, by the index of the next file.
create function refunds_stay_within_their_capture() returns trigger language plpgsql as $$
begin
  if not exists (
    select from entries as paid
    where paid.transfer_id = new.refunds and paid.kind = 'capture' and paid.account = new.account
      and paid.user_id is not distinct from new.user_id and abs(paid.amount) >= abs(new.amount)) then
    raise exception 'a refund is never more than its capture' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger refunds_stay_within_their_capture before insert on entries
  for each row when (new.kind = 'refund') execute function refunds_stay_within_their_capture();
