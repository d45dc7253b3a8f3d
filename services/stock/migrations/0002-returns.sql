-- The goods of an order that was cancelled after it was confirmed come back to the store. Every row that is
-- there fits the new checks; they are validated in the next file, without a lock on writers.
alter table reservations drop constraint reservations_state_check;
alter table reservations add constraint reservations_state_check
  check (state in ('reserved', 'taken', 'released', 'refused', 'returned')) not valid;
alter table reservations add constraint reservations_returned_goods
  check (state <> 'returned' or cardinality(product_ids) > 0) not valid;
