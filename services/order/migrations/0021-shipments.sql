-- Parcels of orders: which pieces they have, and how they stand. What they count on the order's lines is decided under the lock
-- on the order's row; who brings them and when is delivery's.
create table shipments (
  id         uuid primary key,
  order_id   uuid not null,
  -- Which pieces, as JSON.
  lines      text not null,
  state      text not null check (state in
    ('planned', 'packed', 'handed_over', 'delivered', 'failed', 'returned', 'cancelled')),
  -- How many things have become of it.
  nth        int not null default 0,
  failures   int not null default 0,
  by_user    uuid not null,
  created_at timestamptz not null default now()
);
create index shipments_of_order on shipments (order_id);

-- What has become of them, with its proof; the id is the cause of all that is done for it.
create table shipment_acts (
  shipment    uuid not null,
  nth         int not null,
  id          uuid not null,
  act         text not null,
  -- When it happened, as whoever did it says, between the hand-over and when the shop heard of it.
  at          timestamptz not null,
  received_at timestamptz not null default now(),
  by_user     uuid not null,
  note        text,
  name        text,
  photo       text,
  primary key (shipment, nth)
);
