-- Staff put a balance right: a transfer between the customer and the shop's account `adjustments`, in either direction, with
-- the reason. Every row that is there fits the new checks; they are validated in the next file, without a lock on writers.
alter table entries add column reason text;
alter table entries drop constraint entries_between_these_accounts;
alter table entries add constraint entries_between_these_accounts check ((kind, account) in (
  ('deposit', 'customer'), ('deposit', 'deposits'), ('capture', 'customer'), ('capture', 'sales'),
  ('refund', 'customer'), ('refund', 'sales'), ('adjustment', 'customer'), ('adjustment', 'adjustments'))) not valid;
alter table entries drop constraint entries_in_their_direction;
alter table entries add constraint entries_in_their_direction
  check (kind = 'adjustment'
    or case when (kind = 'capture') = (account = 'customer') then amount <= 0 else amount >= 0 end) not valid;
alter table entries add constraint entries_of_adjustments_say_why
  check ((kind = 'adjustment') = (reason is not null)) not valid;
