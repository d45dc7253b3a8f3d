-- Pieces of an order's goods that came back while the rest did not: once for each cause. What comes back of the whole
-- order later is what is left.
create table part_returns (
  order_id uuid not null,
  cause uuid not null,
  product_ids uuid[] not null,
  quantities integer[] not null,
  created_at timestamptz not null default now(),
  primary key (order_id, cause),
  check (cardinality(product_ids) = cardinality(quantities) and cardinality(product_ids) > 0)
);
