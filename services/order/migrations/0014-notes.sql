-- What people who work for the shop write on an order, for each other: its customer never sees it.
create table order_notes (
  order_id  uuid not null,
  id        uuid not null,
  text      text not null,
  by_user   uuid not null,
  at        timestamptz(3) not null default now(),
  edited_at timestamptz(3),
  primary key (order_id, id)
);

-- Who asked first for an order to be cancelled, and why in their own words. Orders that were cancelled before have no row.
create table cancellations (
  order_id uuid primary key,
  by_user  uuid not null,
  reason   text,
  at       timestamptz(3) not null default now()
);

-- Whoever has an order open in the back office. Unlogged: a row says nothing any more after half a minute.
create unlogged table order_visitors (
  order_id uuid not null,
  user_id  uuid not null,
  name     text not null,
  doing    text not null,
  since    timestamptz(3) not null default now(),
  seen_at  timestamptz(3) not null default now(),
  primary key (order_id, user_id)
);
