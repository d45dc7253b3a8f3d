-- Keys that the service signs with, each made when it is needed first. A backup keeps them.
create table secrets (
  name       text primary key,
  value      bytea not null check (octet_length(value) >= 32),
  created_at timestamptz not null default now()
);
