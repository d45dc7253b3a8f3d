-- A message of its own for a delivery that went to another day: one for each move, which is its cause. It is validated in
-- the next file, without a lock on writers.
alter table messages drop constraint messages_kind_check;
alter table messages add constraint messages_kind_check
  check (kind in ('confirmed', 'cancelled', 'refunded', 'refund', 'moved')) not valid;
