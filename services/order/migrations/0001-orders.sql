create sequence order_numbers start 100001;

create table orders (
  id uuid primary key,
  number bigint not null,
  user_id uuid not null,
  status text not null
    check (status in ('pending', 'confirmed', 'cancelled', 'shipped', 'delivered', 'returned')),
  reason text,
  total bigint not null check (total between 0 and 1000000000000),
  language text not null,
  -- The day asked for, and after the booking the day agreed.
  delivery_date date,
  -- Set by a cancellation while the order is pending; the pivot's transaction refuses a marked order.
  cancel_asked text,
  idempotency_key text not null,
  created_at timestamptz not null,
  check ((reason is not null) = (status = 'cancelled'))
) with (fillfactor = 75);

create index orders_of_user on orders (user_id, id);

create table order_lines (
  order_id uuid not null,
  line smallint not null,
  product_id uuid not null,
  name text not null,
  quantity int not null check (quantity > 0),
  price bigint not null check (price >= 0),
  primary key (order_id, line)
);

-- The only place in this service with personal data, so that it can be emptied by itself.
create table recipients (
  order_id uuid primary key,
  name text not null,
  email text not null,
  address text
);

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
) with (fillfactor = 60);
