-- no transaction
create index concurrently if not exists products_text_ru
  on products ((search_text(name_ru) collate "C"), id) where archived_at is null;
