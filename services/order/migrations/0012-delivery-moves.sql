-- Deliveries that went to another courier or day after they had been booked: the last move of each order. The day is
-- taken over by the order, and told to its customer, once the order is confirmed.
create table delivery_moves (
  order_id uuid primary key,
  -- Of two moves the one with the larger is the later.
  sequence bigint not null,
  move     uuid not null,
  courier  uuid not null,
  date     date not null,
  -- The day that the customer knows.
  was      date not null,
  done     boolean not null default false
);
create index delivery_moves_open on delivery_moves (order_id) where not done;
