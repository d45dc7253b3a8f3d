-- no transaction
create index concurrently if not exists products_begins_en
  on products ((translate(lower(name_en), 'ё', 'е') collate "C"), id) where archived_at is null;
