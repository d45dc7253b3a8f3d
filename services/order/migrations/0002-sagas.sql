create table sagas (
  order_id uuid not null,
  id uuid not null,
  definition text not null,
  definition_version int not null,
  -- Raised by each take-over, and checked by every save.
  version int not null default 1,
  state text not null check (state in ('running', 'parked', 'ended')),
  outcome text check (outcome in ('completed', 'refused')),
  -- JSON as text (see encode.ts): it is only ever read whole, and jsonb would cost a parse on each save.
  data text not null,
  started_at timestamptz not null default now(),
  deadline timestamptz not null,
  updated_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (order_id, id)
) with (fillfactor = 70);

create index sagas_unfinished on sagas (started_at) where ended_at is null;
