-- A product of which few were left, until somebody has seen it: one a product.
create table alerts (
  id uuid primary key,
  product_id uuid not null,
  on_hand integer not null,
  threshold integer not null,
  at timestamptz not null default now(),
  seen_at timestamptz,
  seen_by uuid
);
create unique index alerts_unseen on alerts (product_id) where seen_at is null;
