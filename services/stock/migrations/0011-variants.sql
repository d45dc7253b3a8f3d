-- Which product a stock belongs to that is kept for a variant of it. What is stocked has one id everywhere here (goods,
-- reservations, movements, alerts call it product_id, as the release before does): that of a variant, or of a product that
-- has none. The first variant of a product has the product's own id, and so its stock. Orders never read this table.
create table variants (
  id uuid primary key,
  product_id uuid not null,
  -- Nobody buys it any more; what there is of it stays.
  gone boolean not null default false
);
create index variants_of_product on variants (product_id);
