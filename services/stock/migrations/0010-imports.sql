-- The imports that the catalogue has had applied here, and taken back: each once, however often it asks.
create table imports (
  id uuid primary key,
  applied_at timestamptz(3) not null default now(),
  undone_at timestamptz(3),
  -- What stayed when it was taken back.
  kept jsonb not null default '[]'
);
