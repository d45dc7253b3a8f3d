-- no transaction
create index concurrently if not exists products_text_en
  on products (letters_en, id) where archived_at is null;
