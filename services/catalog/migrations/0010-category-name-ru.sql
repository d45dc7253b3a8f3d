-- no transaction
create index concurrently if not exists products_category_name_ru
  on products (category_id, translate(lower(name_ru), 'ё', 'е'), id) where archived_at is null;
