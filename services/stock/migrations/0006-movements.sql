-- Why there is as much of a product as there is: what is on hand is the sum of its movements. They are only ever added,
-- in the order of seq, under the lock of their product, and each says how many were on hand after it. What orders of one
-- batch took of one product is one row, with its orders and pieces in arrays: a row a line would cost the order path
-- three times as much (docs/decisions/0073). No other index is touched by what is sold.
create table movements (
  seq bigint generated always as identity,
  at timestamptz not null default now(),
  product_id uuid not null,
  cause uuid,
  quantity integer not null,
  on_hand integer not null check (on_hand >= 0),
  reason text not null check (reason in
    ('received', 'counted', 'damaged', 'lost', 'given_away', 'correction', 'sold', 'returned')),
  by uuid,
  note text,
  orders uuid[],
  pieces integer[],
  primary key (product_id, seq),
  constraint movements_orders_have_pieces check (
    orders is null and pieces is null
    or reason = 'sold' and cause is null and cardinality(orders) = cardinality(pieces))
);

-- What an order takes it takes once by its reservation, which is a row an order and is taken once.
create unique index movements_once on movements (cause, product_id, reason) where reason <> 'sold';

create function movements_are_immutable() returns trigger language plpgsql as $$
begin
  raise exception 'movements are never changed: write one that corrects them';
end $$;
create trigger movements_are_immutable before update or delete or truncate on movements
  for each statement execute function movements_are_immutable();

-- While the release before still runs, its receipts, and what its orders take and give back, are booked by these.
create function on_hand_by_movements(product uuid) returns integer language sql stable as $$
  select coalesce((select on_hand from movements where product_id = product order by seq desc limit 1), 0)
$$;
create function book_receipt() returns trigger language plpgsql as $$
begin
  insert into movements (product_id, reason, quantity, on_hand, cause) values (new.product_id, 'received',
    new.quantity, on_hand_by_movements(new.product_id) + new.quantity, new.id);
  new.booked := true;
  return new;
end $$;
create function book_lines(moved reservations, why text, sign integer) returns void language sql as $$
  insert into movements (product_id, reason, quantity, on_hand, cause)
  select line.product_id, why, sign * line.quantity,
    on_hand_by_movements(line.product_id) + sign * line.quantity, moved.order_id
  from unnest(moved.product_ids, moved.quantities) as line (product_id, quantity)
$$;
create function book_reservation() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' or old.state = 'reserved' then
    perform book_lines(new, 'sold', -1);
    new.booked := new.booked | 1;
  end if;
  if new.state = 'returned' then
    perform book_lines(new, 'returned', 1);
    new.booked := new.booked | 2;
  end if;
  return new;
end $$;

-- In the order in which the release before locks them, so that nobody waits for each other.
lock table receipts, goods, reservations in share row exclusive mode;
create trigger book_receipt before insert on receipts
  for each row when (not new.booked) execute function book_receipt();
create trigger book_new_reservation before insert on reservations
  for each row when (new.state in ('taken', 'returned') and new.booked = 0) execute function book_reservation();
create trigger book_reservation before update of state on reservations
  for each row when (new.state <> old.state
    and (new.state = 'taken' and new.booked & 1 = 0 or new.state = 'returned' and new.booked & 2 = 0))
  execute function book_reservation();

-- What there is now is where history begins.
insert into movements (product_id, reason, quantity, on_hand)
select product_id, 'correction', on_hand, on_hand from goods where on_hand > 0 order by product_id;
