-- What a product can be had as: sizes, colours. A product without rows here is had as itself alone, as every product was.
-- The first variant of a product has the product's own id, so that everything that is known of the product by that id (its
-- stock, its orders, its prices) is known of the first variant, and nothing is written anew.
create table product_variants (
  id uuid primary key,
  product uuid not null references products (id),
  -- {size: "M"}: each variant of a product says something else.
  options jsonb not null,
  -- What the options say, for people: "M, red".
  name_en text not null,
  name_ru text not null,
  price bigint not null check (price > 0 and price <= 1000000000000),
  picture text,
  place integer not null,
  availability text not null default 'out' check (availability in ('in_stock', 'low', 'out')),
  availability_sequence bigint not null default 0,
  few_left integer,
  -- Stock knows it as it is now.
  stock_told boolean not null default false,
  created_at timestamptz not null default now(),
  -- Then it is in the orders that have it alone.
  deleted_at timestamptz
) with (fillfactor = 80);
create unique index product_variants_options on product_variants (product, options) where deleted_at is null;
create index product_variants_in_order on product_variants (product, place, id);
create index product_variants_untold on product_variants (id) where not stock_told;

-- What lists show and sort by is read off the product's own row: the lowest price, the highest where that is another one,
-- and the best that there is of its variants. `variants`: how many can be had; 0 where it is had as itself alone.
alter table products
  add column variants smallint not null default 0,
  add column price_to bigint;

create function sum_variants() returns trigger language plpgsql as $$
begin
  update products p
  set variants = s.count, price = s.low, price_to = nullif(s.high, s.low), availability = s.best, few_left = s.few
  from (
    select product, count(*)::smallint as count, min(price) as low, max(price) as high,
      case when bool_or(availability = 'in_stock') then 'in_stock'
        when bool_or(availability = 'low') then 'low' else 'out' end as best,
      case when count(*) = 1 then min(few_left) end as few
    from product_variants
    where deleted_at is null and product in (select product from touched) group by product
  ) s
  where p.id = s.product and (p.variants, p.price, p.price_to, p.availability, p.few_left)
    is distinct from (s.count, s.low, nullif(s.high, s.low), s.best, s.few);
  return null;
end $$;
create trigger product_variants_added after insert on product_variants
  referencing new table as touched for each statement execute function sum_variants();
create trigger product_variants_changed after update on product_variants
  referencing new table as touched for each statement execute function sum_variants();

-- Whoever writes the product's own row, as the release before does, and who changes many products at once, writes what the
-- only variant costs, and of several nothing that they say themselves.
create function keep_sums() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() = 1 then
    new.availability := old.availability;
    new.few_left := old.few_left;
    if old.variants > 1 then new.price := old.price; end if;
  end if;
  return new;
end $$;
create trigger products_sums before update of price, availability, few_left on products
  for each row when (old.variants > 0) execute function keep_sums();
create function price_only_variant() returns trigger language plpgsql as $$
begin
  update product_variants set price = new.price
  where product = new.id and deleted_at is null and price <> new.price and pg_trigger_depth() = 1;
  return null;
end $$;
create trigger products_only_variant after update of price on products
  for each row when (old.variants = 1 and new.price <> old.price) execute function price_only_variant();

-- Prices are those of what is bought: a variant, or a product that is had as itself alone.
alter table price_changes drop constraint price_changes_product_fkey;
alter table planned_prices drop constraint planned_prices_product_fkey;

-- As in 0024; that of a product with variants is the lowest of theirs, and no price that anything has had.
create or replace function note_price() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'products' and exists (select from product_variants where product = new.id) then return null; end if;
  insert into price_changes (product, since, price)
  select new.id, old.created_at, old.price where not exists (select from price_changes where product = new.id);
  -- The row is locked: whoever comes later sees a later moment, when the transaction began earlier too.
  insert into price_changes (product, since, price) values (new.id, clock_timestamp(), new.price)
  on conflict (product, since) do update set price = excluded.price;
  return null;
end $$;
create trigger product_variants_price after update of price on product_variants
  for each row when (old.price is distinct from new.price) execute function note_price();

-- What the options are called in each language: [{key, name: {en, ru}, values: [{value, name: {en, ru}}]}], in their order.
alter table product_details add column options jsonb not null default '[]';

-- The names of values (red, красный) are searched as facts are.
create function options_text(options jsonb) returns text immutable parallel safe strict return coalesce((
  select string_agg(concat_ws(' ', said -> 'name' ->> 'en', said -> 'name' ->> 'ru'), ' ')
  from jsonb_array_elements(options) option, jsonb_array_elements(option -> 'values') said), '');

create or replace function note_facts_text() returns trigger language plpgsql as $$
declare
  said text := btrim(facts_text(new.facts) || ' ' || options_text(new.options));
begin
  update products set facts_text = said where id = new.product and facts_text <> said;
  return null;
end $$;
drop trigger product_details_facts_text on product_details;
create trigger product_details_facts_text after insert or update of facts, options on product_details
  for each row execute function note_facts_text();
