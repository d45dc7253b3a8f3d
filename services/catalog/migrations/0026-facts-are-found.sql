-- What a product's facts say (its material, its colour) is searched as its description is. Their texts stand beside the
-- names, kept by a trigger, so that what is searched of a product is known from its own row. What was there before is read
-- in 0027, some hundreds at a time.
alter table products add column facts_text text not null default '';

create function facts_text(facts jsonb) returns text immutable parallel safe strict return coalesce((
  select string_agg(concat_ws(' ', fact -> 'value' ->> 'en', fact -> 'value' ->> 'ru'), ' ' order by place)
  from jsonb_array_elements(facts) with ordinality each (fact, place)), '');

create function note_facts_text() returns trigger language plpgsql as $$
begin
  update products set facts_text = facts_text(new.facts)
  where id = new.product and facts_text <> facts_text(new.facts);
  return null;
end $$;
create trigger product_details_facts_text after insert or update of facts on product_details
  for each row execute function note_facts_text();

create or replace function note_found() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.found is not null
    and (new.name_en, new.name_ru, new.description_en, new.description_ru, new.facts_text)
      = (old.name_en, old.name_ru, old.description_en, old.description_ru, old.facts_text) then return new; end if;
  new.found := search_vector(
    new.name_en, new.name_ru, new.description_en, new.description_ru || ' ' || new.facts_text);
  new.letters_en := search_text(new.name_en);
  new.letters_ru := search_text(new.name_ru);
  return new;
end $$;
create or replace trigger products_found before insert or update of
    name_en, name_ru, description_en, description_ru, facts_text, price, category_id, archived_at on products
  for each row execute function note_found();

create or replace function count_new_search_words() returns trigger language plpgsql as $$
begin
  insert into search_words as w (word, lexeme, names, texts)
  select word, search_lexeme(word), sum(names), sum(texts) from (
    select search_words_of(name_en || ' ' || name_ru) as word, 1 as names, 0 as texts
    from fresh where archived_at is null
    union all select search_words_of(concat_ws(' ', description_en, description_ru, facts_text)), 0, 1
    from fresh where archived_at is null
  ) counted group by word order by word
  on conflict (word) do update set names = w.names + excluded.names, texts = w.texts + excluded.texts;
  return null;
end $$;

create or replace function count_changed_search_words() returns trigger language plpgsql as $$
begin
  insert into search_words as w (word, lexeme, names, texts)
  select word, search_lexeme(word), sum(names), sum(texts) from (
    select search_words_of(new.name_en || ' ' || new.name_ru) as word, 1 as names, 0 as texts
    where new.archived_at is null
    union all select search_words_of(concat_ws(' ', new.description_en, new.description_ru, new.facts_text)), 0, 1
    where new.archived_at is null
    union all select search_words_of(old.name_en || ' ' || old.name_ru), -1, 0
    where old.archived_at is null and old.found is not null
    union all select search_words_of(concat_ws(' ', old.description_en, old.description_ru, old.facts_text)), 0, -1
    where old.archived_at is null and old.found is not null
  ) counted group by word having sum(names) <> 0 or sum(texts) <> 0 order by word
  on conflict (word) do update set names = w.names + excluded.names, texts = w.texts + excluded.texts;
  return null;
end $$;
create or replace trigger products_changed_search_words after update of
    name_en, name_ru, description_en, description_ru, facts_text, price, category_id, archived_at on products
  for each row when (
    (old.name_en, old.name_ru, old.description_en, old.description_ru, old.facts_text, old.archived_at is null,
      old.found is null)
    is distinct from
    (new.name_en, new.name_ru, new.description_en, new.description_ru, new.facts_text, new.archived_at is null, false))
  execute function count_changed_search_words();

create procedure fill_facts() language plpgsql as $$
declare
  done uuid := '00000000-0000-0000-0000-000000000000';
  upto uuid;
begin
  loop
    upto := (
      select product from (select product from product_details where product > done order by product limit 500) next
      order by product desc limit 1);
    exit when upto is null;
    update products p set facts_text = facts_text(d.facts)
    from (select * from product_details where product > done and product <= upto order by product) d
    where p.id = d.product and p.facts_text <> facts_text(d.facts);
    commit;
    done := upto;
  end loop;
end $$;
