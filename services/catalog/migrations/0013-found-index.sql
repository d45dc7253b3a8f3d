-- no transaction
create index concurrently if not exists products_found
  on products using gin (found) with (fastupdate = off) where archived_at is null;
