-- The processes that run sagas. Each renews its row, and holds an advisory lock in the same session.
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
