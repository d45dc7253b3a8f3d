-- Which products have a word in their name, the newest first, with what lists filter by: a search reads as much of
-- this index as it shows, and none of the wide rows of products that it does not show.
-- Making the triggers keeps writers of products out until the table is filled; readers go on.
create table product_words (
  -- As full text calls it.
  word text collate "C" not null,
  product uuid not null,
  price bigint not null,
  category uuid not null,
  primary key (word, product) include (price, category)
);

create function note_new_product_words() returns trigger language plpgsql as $$
begin
  insert into product_words (word, product, price, category)
  select word, id, price, category_id
  from fresh cross join unnest(tsvector_to_array(ts_filter(search, '{a}'))) word
  where archived_at is null order by word, id;
  return null;
end $$;

create function note_changed_product_words() returns trigger language plpgsql as $$
begin
  delete from product_words where product = old.id
    and word = any(tsvector_to_array(ts_filter(old.search, '{a}')));
  insert into product_words (word, product, price, category)
  select word, new.id, new.price, new.category_id
  from unnest(tsvector_to_array(ts_filter(new.search, '{a}'))) word where new.archived_at is null;
  return null;
end $$;

create trigger products_new_product_words after insert on products
  referencing new table as fresh for each statement execute function note_new_product_words();
create trigger products_changed_product_words
  after update of name_en, name_ru, price, category_id, archived_at on products
  for each row when (
    (old.name_en, old.name_ru, old.price, old.category_id, old.archived_at is null) is distinct from
    (new.name_en, new.name_ru, new.price, new.category_id, new.archived_at is null))
  execute function note_changed_product_words();

insert into product_words (word, product, price, category)
select word, id, price, category_id
from products cross join unnest(tsvector_to_array(ts_filter(search, '{a}'))) word
where archived_at is null order by word, id;
