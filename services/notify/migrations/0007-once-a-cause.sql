-- no transaction
-- The release before inserts `on conflict do nothing`, whichever index the conflict is in.
drop index concurrently if exists messages_once;
create unique index concurrently messages_once on messages (order_id, kind, cause) nulls not distinct;
alter table messages drop constraint if exists messages_pkey;
alter table messages validate constraint messages_kind_check;
