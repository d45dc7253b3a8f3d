drop procedure if exists fill_slugs();

-- What only a product's own page shows, apart from the rows that lists and counts read through.
create table product_details (
  product uuid primary key references products (id),
  -- [{url, alt?: {en, ru}}]: the first is what `products.picture` says, which the release before writes alone.
  pictures jsonb not null,
  -- [{key, name: {en, ru}, value: {en, ru}}]
  facts jsonb not null
);
