-- no transaction
create index concurrently if not exists products_category_text_ru
  on products (category_id, (search_text(name_ru) collate "C"), id) where archived_at is null;
