-- no transaction
create index concurrently if not exists products_category_text_en
  on products (category_id, letters_en, id) where archived_at is null;
