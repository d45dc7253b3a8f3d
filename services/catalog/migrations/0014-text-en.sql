-- no transaction
create index concurrently if not exists products_text_en
  on products ((search_text(name_en) collate "C"), id) where archived_at is null;
