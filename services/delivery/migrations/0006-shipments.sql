-- Parcels of orders: how each stands, who has it and on which day. Until it is handed over it goes with its order's booking,
-- and courier and day are null; so they are again once it could not be delivered.
create table shipments (
  order_id   uuid not null,
  id         uuid not null,
  state      text not null check (state in
    ('planned', 'packed', 'handed_over', 'delivered', 'failed', 'returned', 'cancelled')),
  -- The how-manyth thing that has become of it; an older one that comes later changes nothing.
  nth        int not null,
  courier_id uuid,
  date       date,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (order_id, id)
);
create index shipments_open on shipments (order_id) where state in ('planned', 'packed', 'handed_over', 'failed');

-- What has become of parcels, once each, and to which day a delivery went that could not be made.
create table shipment_moves (
  order_id uuid not null,
  shipment uuid not null,
  nth      int not null,
  state    text not null,
  date     date,
  at       timestamptz not null default now(),
  primary key (order_id, shipment, nth)
);
