-- A message of a kind of its own for money that goes back while its order stands: one for each cause. Rows of the
-- other kinds have none. The new key is made in the next file, without a lock on writers.
alter table messages add column cause uuid;
alter table messages drop constraint messages_kind_check;
alter table messages add constraint messages_kind_check
  check (kind in ('confirmed', 'cancelled', 'refunded', 'refund')) not valid;
