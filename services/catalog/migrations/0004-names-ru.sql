-- no transaction
create index concurrently if not exists products_begins_ru
  on products ((translate(lower(name_ru), 'ё', 'е') collate "C"), id) where archived_at is null;
