-- The rows of all couriers are locked by every batch of bookings: one lock that also guards courier_days.
create table couriers (
  id uuid primary key,
  name text not null,
  daily_capacity integer not null check (daily_capacity between 0 and 1000000),
  created_at timestamptz not null default now()
);

-- How many bookings a courier has on a day; no row is none. The next days' rows change with every batch, so
-- half of each page is left for new versions. No foreign keys on the order path: couriers are never deleted.
create table courier_days (
  date date not null,
  courier_id uuid not null,
  booked integer not null check (booked >= 0),
  primary key (date, courier_id)
) with (fillfactor = 50);

-- One row an order. `place`: the how-manyth booking of that courier on that day it was when it was made;
-- `capacity`: the courier's daily capacity then. A cancel that overtakes its book leaves a row too.
create table bookings (
  order_id uuid primary key,
  courier_id uuid,
  date date,
  state text not null check (state in ('booked', 'cancelled', 'refused')),
  reason text,
  place integer,
  capacity integer,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint within_capacity check (1 <= place and place <= capacity),
  check (state <> 'booked' or num_nulls(courier_id, date, place, capacity) = 0),
  check ((state = 'refused') = (reason is not null))
) with (fillfactor = 90);

create table idempotency_keys (
  caller uuid not null,
  route text not null,
  key text not null,
  fingerprint text not null,
  subject uuid not null,
  status smallint,
  response text,
  created_at timestamptz not null default now(),
  primary key (caller, route, key)
);
