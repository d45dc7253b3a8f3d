-- Failed sign-ins, by the hash of whom they are counted for. A leaky bucket: it is empty at `empty_at`.
create table attempts (
  key      text primary key,
  empty_at timestamptz not null
);
create index attempts_empty on attempts (empty_at);

-- Users who are leaving, until every service has forgotten them. No foreign key: the user's row goes first.
create table departures (
  user_id    uuid primary key,
  -- Who is at it; whoever takes it over writes a newer id, and the older run's writes count no more.
  run        uuid not null,
  renewed_at timestamptz not null default now(),
  -- When the user's row was deleted. Before it the departure may be refused, after it never.
  decided_at timestamptz
);
create index departures_by_age on departures (renewed_at);
