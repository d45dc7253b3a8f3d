-- no transaction
create index concurrently if not exists products_category_price
  on products (category_id, price, id) where archived_at is null;
