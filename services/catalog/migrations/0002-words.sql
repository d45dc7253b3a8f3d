-- The words of the products that are for sale, by which a search is spelt before anything is looked for:
-- tens of thousands of short rows, where the names are hundreds of thousands of long ones.
-- Making the triggers keeps writers of products out until the words are counted; readers go on.
create function catalog_words(text) returns setof text language sql immutable parallel safe as $$
  select word from unnest(tsvector_to_array(to_tsvector('simple', translate($1, 'Ёё', 'Ее')))) word
  where length(word) <= 40 and word ~ '^[[:alnum:].]+$'
$$;

-- The word, and the word without each one of its letters. Two words that differ by one letter that is wrong,
-- doubled, missing or swapped with the next have one of these in common.
create function one_letter_less(word text) returns text[] language sql immutable parallel safe as $$
  select case when word ~ '[0-9]' or length(word) < 3 then '{}'::text[] else
    array(select overlay(word placing '' from n for 1) from generate_series(1, length(word)) n) || word end
$$;

create table words (
  word text collate "C" primary key,
  -- What full text makes of the word; null for one that it leaves out.
  lexeme text collate "C",
  -- In how many products' names, and in how many descriptions, it stands.
  names integer not null,
  texts integer not null,
  near text[] not null generated always as (one_letter_less(word)) stored
) with (fillfactor = 70);
create index words_lexeme on words (lexeme);
create index words_near on words using gin (near) with (fastupdate = off);
create index words_similar on words using gin (word gin_trgm_ops) with (fastupdate = off)
  where word !~ '[0-9]';

-- Sorted, so that two that write the same words wait for each other in one order.
create function count_new_words() returns trigger language plpgsql as $$
begin
  insert into words as w (word, lexeme, names, texts)
  select word, (tsvector_to_array(to_tsvector('russian', word)))[1], sum(names), sum(texts) from (
    select catalog_words(name_en || ' ' || name_ru) as word, 1 as names, 0 as texts
    from fresh where archived_at is null
    union all select catalog_words(description_en || ' ' || description_ru), 0, 1
    from fresh where archived_at is null
  ) found group by word order by word
  on conflict (word) do update set names = w.names + excluded.names, texts = w.texts + excluded.texts;
  return null;
end $$;

create function count_changed_words() returns trigger language plpgsql as $$
begin
  insert into words as w (word, lexeme, names, texts)
  select word, (tsvector_to_array(to_tsvector('russian', word)))[1], sum(names), sum(texts) from (
    select catalog_words(new.name_en || ' ' || new.name_ru) as word, 1 as names, 0 as texts
    where new.archived_at is null
    union all select catalog_words(new.description_en || ' ' || new.description_ru), 0, 1
    where new.archived_at is null
    union all select catalog_words(old.name_en || ' ' || old.name_ru), -1, 0
    where old.archived_at is null
    union all select catalog_words(old.description_en || ' ' || old.description_ru), 0, -1
    where old.archived_at is null
  ) found group by word having sum(names) <> 0 or sum(texts) <> 0 order by word
  on conflict (word) do update set names = w.names + excluded.names, texts = w.texts + excluded.texts;
  return null;
end $$;

create trigger products_new_words after insert on products
  referencing new table as fresh for each statement execute function count_new_words();
create trigger products_changed_words
  after update of name_en, name_ru, description_en, description_ru, archived_at on products
  for each row when (
    (old.name_en, old.name_ru, old.description_en, old.description_ru, old.archived_at is null)
    is distinct from
    (new.name_en, new.name_ru, new.description_en, new.description_ru, new.archived_at is null))
  execute function count_changed_words();

insert into words (word, lexeme, names, texts)
select word, (tsvector_to_array(to_tsvector('russian', word)))[1], sum(names), sum(texts) from (
  select catalog_words(name_en || ' ' || name_ru) as word, 1 as names, 0 as texts
  from products where archived_at is null
  union all select catalog_words(description_en || ' ' || description_ru), 0, 1
  from products where archived_at is null
) found group by word;

-- Every search would read through the list of what is not yet in the index.
alter index products_search set (fastupdate = off);
select gin_clean_pending_list('products_search');
