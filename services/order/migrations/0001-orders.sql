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
  -- What the request was answered, byte for byte, from the transaction that fixed the outcome.
  answer_status smallint,
  answer text,
  created_at timestamptz not null,
  check ((reason is not null) = (status = 'cancelled')),
  check ((answer_status is null) = (answer is null) and (status = 'pending' or answer is not null))
) with (fillfactor = 25); -- the answer makes a row four times as long, milliseconds after it was written

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
  -- The order, which keeps its answer itself; nothing here is ever changed.
  subject uuid not null,
  status smallint check (status is null),
  response text check (response is null),
  created_at timestamptz not null default now(),
  primary key (caller, route, key)
);
