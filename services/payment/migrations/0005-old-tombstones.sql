-- Tombstones only: no order that is paid has a row here. By it those older than 7 days are found and deleted.
create index holds_tombstones on holds (created_at) where user_id is null;
