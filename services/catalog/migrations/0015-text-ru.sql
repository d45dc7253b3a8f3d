-- no transaction
create index concurrently if not exists products_text_ru
  on products (letters_ru, id) where archived_at is null;
