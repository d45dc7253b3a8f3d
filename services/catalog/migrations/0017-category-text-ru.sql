-- no transaction
create index concurrently if not exists products_category_text_ru
  on products (category_id, letters_ru, id) where archived_at is null;
