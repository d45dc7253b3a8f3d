-- no transaction
create index concurrently if not exists products_category_name_en
  on products (category_id, translate(lower(name_en), 'ё', 'е'), id) where archived_at is null;
