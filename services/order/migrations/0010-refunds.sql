-- What goes back of an order's payment while the order stands. The sum stands on the order's row, where a CHECK bounds
-- it; null for nearly all, so that placing an order writes no more than before.
alter table orders add column refunded bigint;
alter table orders add constraint orders_refunded_within_total
  check (refunded between 1 and total) not valid;

create table refunds (
  order_id   uuid not null,
  -- The cause of all that is done for it, in every service.
  id         uuid not null,
  amount     bigint not null check (amount > 0),
  -- Of which pieces, as JSON; null when an amount was asked for.
  lines      text,
  reason     text not null,
  state      text not null default 'requested' check (state in ('requested', 'settled', 'failed', 'reversed')),
  by_user    uuid not null,
  created_at timestamptz not null default now(),
  settled_at timestamptz,
  primary key (order_id, id),
  check ((state = 'settled') <= (settled_at is not null))
);

-- Answers of orders stand on their rows; those of refunds are kept with their keys.
alter table idempotency_keys drop constraint idempotency_keys_status_check;
alter table idempotency_keys drop constraint idempotency_keys_response_check;
