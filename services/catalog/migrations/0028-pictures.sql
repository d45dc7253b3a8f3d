-- The files of the pictures that were uploaded, each under a hash of what was uploaded. `bytes` is null where they lie in
-- a bucket. What no product shows any more goes a day after `kept_at`.
create table picture_files (
  hash text collate "C" not null,
  name text collate "C" not null,
  bytes bytea,
  kept_at timestamptz not null default now(),
  primary key (hash, name)
);
-- They are packed already.
alter table picture_files alter column bytes set storage external;
