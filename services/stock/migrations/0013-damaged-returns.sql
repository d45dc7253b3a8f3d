-- Of pieces that came back, those that are no good any more; null where all are.
alter table part_returns add column damaged integer[];
alter table part_returns add constraint part_returns_damaged
  check (damaged is null or cardinality(damaged) = cardinality(product_ids));
