-- no transaction
create index concurrently if not exists products_facets
  on products (category_id, price) where archived_at is null;
