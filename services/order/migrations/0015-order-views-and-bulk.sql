-- Lists of orders that staff keep: filters with a name. A shared one stands for everybody who sees orders.
create table order_views (
  id         uuid primary key,
  -- Null for a shared one whose keeper has left the shop.
  owner      uuid,
  name       text not null,
  query      jsonb not null,
  shared     boolean not null default false,
  position   int not null,
  created_at timestamptz(3) not null default now()
);
create index order_views_of_owner on order_views (owner);
create index order_views_shared on order_views (id) where shared;

-- Something that is done with many orders. Whichever process has its lease goes on with it.
create table bulk_actions (
  id          uuid primary key,
  actor       uuid not null,
  roles       text[] not null,
  origin      text not null,
  act         text not null,
  reason      text,
  courier     uuid,
  date        date,
  total       int not null,
  -- Of its targets: done; asked for, to be done by the order's saga; refused. The rest is open, or was left when it was stopped.
  done        int not null default 0,
  waiting     int not null default 0,
  refused     int not null default 0,
  state       text not null default 'running' check (state in ('running', 'ended', 'stopped')),
  created_at  timestamptz(3) not null default now(),
  ended_at    timestamptz(3),
  lease_until timestamptz not null default '-infinity'
);
create index bulk_actions_running on bulk_actions (id) where state = 'running';

-- The orders that one is about: those that were chosen when it was begun.
create table bulk_targets (
  action   uuid not null references bulk_actions on delete cascade,
  order_id uuid not null,
  state    text not null default 'open' check (state in ('open', 'done', 'waiting', 'refused')),
  code     text,
  attempts smallint not null default 0,
  primary key (action, order_id)
);
create index bulk_targets_open on bulk_targets (action, attempts, order_id) where state = 'open';
