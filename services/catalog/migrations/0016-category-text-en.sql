-- no transaction
create index concurrently if not exists products_category_text_en
  on products (category_id, (search_text(name_en) collate "C"), id) where archived_at is null;
