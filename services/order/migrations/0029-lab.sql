-- What is broken on purpose in a shop that has a laboratory, for all order processes to find (ADR 107). Unlogged: nothing of
-- it may outlive a crash, and nothing of it is worth a write to the disk.
create unlogged table lab_faults (
  id uuid primary key,
  -- The process in which it was wished for: it is over with it.
  keeper integer not null,
  by_user uuid not null,
  -- What strikes whom, and when, as JSON.
  plan jsonb not null,
  use_key text,
  use_fingerprint text,
  started_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  occasions bigint not null default 0,
  hits bigint not null default 0,
  last_hit_at timestamptz,
  -- The orders that it has struck, the last first.
  orders uuid[] not null default '{}',
  unique (by_user, use_key)
);
create unlogged table lab_hits (
  id bigint primary key generated always as identity,
  order_id uuid not null,
  hit jsonb not null
);
create index lab_hits_order on lab_hits (order_id, id);
