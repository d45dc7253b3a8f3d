-- A hidden product is off sale as an archived one is: no list, search or order finds it, in processes of the release
-- before neither. Staff see it, and can put it on sale again.
alter table products add column hidden boolean not null default false
  constraint products_hidden check (not hidden or (archived_at is not null and category_id is not null));
create index products_hidden_ones on products (id) where hidden;

-- As in 0021, but that a hidden product keeps its addresses.
create or replace function give_slug() returns trigger language plpgsql as $$
declare
  own text;
  wanted text;
begin
  if tg_op = 'UPDATE' and new.name_en = old.name_en and old.slug is not null then return new; end if;
  own := slug_of(new.name_en);
  foreach wanted in array array[own, own || '-' || right(new.id::text, 6), own || '-' || replace(new.id::text, '-', '')]
  loop
    insert into product_slugs as s (slug, product) values (wanted, new.id)
    on conflict (slug) do update set product = excluded.product
      where s.product = excluded.product
        or exists (select from products p where p.id = s.product and p.archived_at is not null and not p.hidden);
    if found then
      new.slug := wanted;
      return new;
    end if;
  end loop;
  return new;
end $$;

-- Categories stand in one another; those of one stand in the order of their places, then of their names.
alter table categories
  add column parent_id uuid constraint categories_parent references categories (id),
  add column place integer not null default 0;
create index categories_inside on categories (parent_id) where parent_id is not null;

-- Each price that a product has had, from the moment on at which it had it; a product without any has had one alone. A
-- trigger writes it, not the service: whoever changes a price leaves its history, processes of the release before too.
create table price_changes (
  product uuid not null references products (id),
  since timestamptz(3) not null,
  price bigint not null,
  primary key (product, since)
);
create function note_price() returns trigger language plpgsql as $$
begin
  insert into price_changes (product, since, price)
  select new.id, old.created_at, old.price where not exists (select from price_changes where product = new.id);
  -- The row is locked: whoever comes later sees a later moment, when the transaction began earlier too.
  insert into price_changes (product, since, price) values (new.id, clock_timestamp(), new.price)
  on conflict (product, since) do update set price = excluded.price;
  return null;
end $$;
create trigger products_price after update of price on products
  for each row when (old.price is distinct from new.price) execute function note_price();

-- Prices that a product is to have from a moment on. Whoever makes one valid deletes it here in the same transaction.
create table planned_prices (
  id uuid primary key,
  product uuid not null references products (id),
  price bigint not null check (price > 0 and price <= 1000000000000),
  starts_at timestamptz(3) not null,
  constraint planned_prices_moment unique (product, starts_at)
);
create index planned_prices_due on planned_prices (starts_at, id);
