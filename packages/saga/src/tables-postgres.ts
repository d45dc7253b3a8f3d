/** The sagas, the first of the tables that this log needs, in the database of the service that owns the orders. */
export const SAGAS_TABLE = `
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
`;

/** Who runs the sagas, and who may take them over: the table of runners, and the owner in each saga's row. */
export const RUNNERS_TABLE = `
create table runners (
  id int primary key generated always as identity,
  entered_at timestamptz not null default now(),
  seen timestamptz not null default now(),
  -- A runner that has been silent for so long is taken for frozen.
  take_over interval not null,
  -- Why it is none any more. It never comes back; its sagas may be claimed.
  gone text check (gone in ('stopped', 'died', 'frozen'))
);

-- The id of the runner that runs the saga. 0 is nobody; null is written by a release that knows no owners.
alter table sagas add column owner int;
`;

/** Where a saga that is traced belongs. */
export const TRACE_COLUMN = `
-- The traceparent of whoever asked for the saga; null when it is not traced, as most are not.
alter table sagas add column trace text;
`;

/** All that the log in PostgreSQL needs, in a database where nothing of it is yet. */
export const SAGA_TABLES = SAGAS_TABLE + RUNNERS_TABLE + TRACE_COLUMN;
