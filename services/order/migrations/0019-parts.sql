-- What has become of an order's pieces, counted a line under the lock on the order's row. All of it is null for nearly every
-- line, so that placing an order writes no more than before.
alter table order_lines
  add column cancelled int,
  add column shipped int,
  add column delivered int,
  add column returned int;
-- Validated in the next file, without a lock on writers.
alter table order_lines add constraint order_lines_pieces check (
  coalesce(cancelled, 0) >= 0 and coalesce(returned, 0) >= 0
  and coalesce(cancelled, 0) + coalesce(shipped, 0) <= quantity
  and coalesce(delivered, 0) <= coalesce(shipped, 0) and coalesce(returned, 0) <= coalesce(shipped, 0)) not valid;

-- How far an order's goods are; null: nothing has left the shop. Set by whatever counts pieces.
alter table orders add column goods text;
alter table orders add constraint orders_goods
  check (goods in ('partly_shipped', 'shipped', 'delivered', 'failed')) not valid;

-- Pieces that were cancelled while the rest of their order stands. The id is the cause of all that is done for it.
create table cancelled_parts (
  order_id   uuid not null,
  id         uuid not null,
  amount     bigint not null check (amount >= 0),
  -- Which pieces, and what goes back for each line, as JSON.
  lines      text not null,
  reason     text,
  by_user    uuid not null,
  created_at timestamptz not null default now(),
  settled_at timestamptz,
  primary key (order_id, id)
);

-- What money went back for: null, staff have granted it; else for pieces that were cancelled or could not be delivered.
alter table refunds add column kind text check (kind in ('cancelled', 'undelivered'));
-- Whoever cancels a part needs not say why.
alter table refunds alter column reason drop not null;

-- The list hears of goods as well.
drop trigger note_order_change on orders;
create trigger note_order_change after update of status, reason, delivery_date, refunded, goods on orders for each row
  when ((old.status <> 'pending' or old.created_at < now() - interval '2 seconds')
    and (old.status, old.reason, old.delivery_date, old.refunded, old.goods)
      is distinct from (new.status, new.reason, new.delivery_date, new.refunded, new.goods))
  execute function note_order_change();
