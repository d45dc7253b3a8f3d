-- What staff search orders by: a read model, made of orders, recipients and sagas, and made again whenever it is not
-- there (ADR 81). Unlogged, since nothing is lost with it: it writes no WAL, and is empty after a crash of PostgreSQL.
create unlogged table order_list (
  id uuid primary key,
  person bigint not null,
  status text not null,
  reason text,
  money text not null,
  goods text not null,
  total bigint not null,
  -- infinity: no day yet, or none any more.
  delivery_date date not null,
  courier_id uuid,
  -- What it is found by where few orders are like it, each with the bucket that the order is in.
  tags int[] not null
);
create index order_list_by_total on order_list (total, id);
create index order_list_by_day on order_list (delivery_date, id);
create index order_list_pending on order_list (id) where status = 'pending';
create index order_list_by_tags on order_list using gin (tags) with (gin_pending_list_limit = 256);

-- Orders by their ids in ranges of some thousand: a bucket begins at `from_id` and ends where the next one does.
create unlogged table order_list_buckets (
  bucket int primary key,
  from_id uuid not null unique
);

-- One row, without which nothing of the list counts.
create unlogged table order_list_progress (
  one boolean primary key default true check (one),
  version int not null,
  -- Every order from here on is in it.
  down_to uuid not null,
  -- Orders before this one have been looked for again, should their process have died before it had told of them.
  fed_to uuid not null,
  whole boolean not null default false
);

-- Whom orders went to, as they can be searched for.
create unlogged table order_people (
  person bigint primary key,
  user_id uuid not null,
  words tsvector not null
);
create index order_people_of_user on order_people (user_id);
create index order_people_by_words on order_people using gin (words) with (gin_pending_list_limit = 256);

-- Orders of which something changed after their outcome, until the list has it; and those that were decided late, when the
-- audit compares them with the list already: it leaves out those of which a change waits.
create table order_list_changes (
  seq bigint primary key generated always as identity,
  order_id uuid not null
);

create function note_order_change() returns trigger language plpgsql as $$
begin
  insert into order_list_changes (order_id) values (new.id);
  return null;
end $$;
create trigger note_order_change after update of status, reason, delivery_date, refunded on orders for each row
  when ((old.status <> 'pending' or old.created_at < now() - interval '2 seconds') and (old.status, old.reason, old.delivery_date, old.refunded)
    is distinct from (new.status, new.reason, new.delivery_date, new.refunded))
  execute function note_order_change();

-- Another courier, also on the same day. When a move is done the order has the day that it went to.
create function note_delivery_move() returns trigger language plpgsql as $$
begin
  insert into order_list_changes (order_id) values (new.order_id);
  return null;
end $$;
create trigger note_delivery_move after insert or update on delivery_moves for each row
  execute function note_delivery_move();

-- Whoever leaves is not found any more from the same moment on, whichever release empties the recipient.
create function forget_person() returns trigger language plpgsql as $$
begin
  delete from order_people where user_id = (select user_id from orders where id = new.order_id);
  return null;
end $$;
create trigger forget_person after update of email on recipients for each row
  when (new.email = '' and old.email <> '') execute function forget_person();
