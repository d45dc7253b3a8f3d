-- Pieces that customers send back. What is counted on the order's lines, and what becomes of a return, is decided under the
-- lock on the order's row.
create table returns (
  id          uuid primary key,
  order_id    uuid not null,
  -- A withdrawal needs nobody's approval.
  kind        text not null default 'return' check (kind in ('return', 'withdrawal')),
  state       text not null check (state in ('asked', 'approved', 'refused', 'received', 'settled')),
  -- Which pieces, and once they are here how many came, how many of them are good and what goes back for them, as JSON.
  lines       text not null,
  -- What its customer wants for them instead, as JSON; null: their money alone.
  exchange    text,
  reason      text,
  -- The hash of its photo's file.
  photo_file  text collate "C",
  -- Why it was refused, for the customer.
  answer      text,
  by_user     uuid not null,
  created_at  timestamptz not null default now(),
  approved_by uuid,
  approved_at timestamptz,
  refused_by  uuid,
  refused_at  timestamptz,
  -- The cause of all that is done for what came back, and what goes back for it in minor units.
  receipt     uuid,
  amount      bigint check (amount >= 0),
  received_by uuid,
  received_at timestamptz,
  settled_at  timestamptz,
  check ((receipt is null) = (amount is null) and (receipt is null) = (received_at is null)),
  check ((state in ('received', 'settled')) = (receipt is not null))
);
create index returns_of_order on returns (order_id);
create index returns_by_state on returns (state, id);
create index returns_photo on returns (photo_file) where photo_file is not null;

-- How far the returns of an order are; null: there are none that stand. Set by whatever changes returns.
alter table orders add column return_state text;
alter table orders add constraint orders_return_state
  check (return_state in ('asked', 'approved', 'received', 'settled')) not valid;

-- Pieces that somebody has asked to send back, and those of them that came. Validated in the next file, without a lock on writers.
alter table order_lines add column asked int, add column received int;
alter table order_lines add constraint order_lines_asked check (
  coalesce(received, 0) >= 0 and coalesce(received, 0) <= coalesce(asked, 0) and coalesce(asked, 0) <= coalesce(delivered, 0)
  and coalesce(received, 0) <= coalesce(returned, 0)) not valid;

alter table refunds drop constraint refunds_kind_check;
alter table refunds add constraint refunds_kind_check check (kind in ('cancelled', 'undelivered', 'returned')) not valid;

-- Orders that were placed in exchange for what was sent back.
create table exchanges (
  order_id  uuid primary key,
  return_id uuid not null
);
create index exchanges_of_return on exchanges (return_id);
