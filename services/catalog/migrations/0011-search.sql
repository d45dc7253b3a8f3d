-- A search by letters and numbers alone. PostgreSQL's parser takes LX-200 for a word and a number below zero, red/blue
-- for a path and v2.0.1 for a host, and Café is none of its words for cafe. So texts are folded before it sees them:
-- small letters without accents, ё as е, and a blank for whatever is no letter and no digit. The old columns and tables
-- stay for the release before. What is here takes moments however many products there are: their texts are read in 0012,
-- some hundreds at a time.

-- Letters as they are compared; what is between them stays. й is a letter of its own, all else that is put on a letter
-- is left out, and so is what nobody sees.
-- Most texts have nothing but letters of English and Russian, which takes a tenth of the time.
create function search_letters(t text) returns text language plpgsql immutable parallel safe strict as $$
begin
  if t ~ '^[\n -~А-Яа-яЁё«»–—’]*$' then return translate(lower(t collate pg_c_utf8), 'ё', 'е'); end if;
  return replace(replace(replace(translate(normalize(regexp_replace(
    replace(lower(normalize(t, NFKD) collate pg_c_utf8), U&'\0438\0306', 'й'),
    '[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]', '', 'g'), NFC),
    'ςøłđıð', 'σoldid'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe');
end $$;

create function search_text(t text) returns text immutable parallel safe strict return
  btrim(regexp_replace(search_letters(t) collate pg_c_utf8, '[^[:alnum:]]+', ' ', 'g'));

-- What is searched of a text: its words, and those that stand together with a hyphen or the like in one piece as well.
create function search_terms(t text) returns text language plpgsql immutable parallel safe strict as $$
declare
  letters text collate pg_c_utf8 := search_letters(t);
  words text := btrim(regexp_replace(letters, '[^[:alnum:]]+', ' ', 'g'));
begin
  if letters !~ '[[:alnum:]][-./''’][[:alnum:]]' then return words; end if;
  return words || (
    select ' ' || string_agg(regexp_replace(compound[1], '[-./''’]', '', 'g'), ' ')
    from regexp_matches(letters, '[[:alnum:]]+(?:[-./''’][[:alnum:]]+)+', 'g') compound);
end $$;

create function search_vector(name_en text, name_ru text, description_en text, description_ru text)
returns tsvector immutable parallel safe strict return
  setweight(to_tsvector('russian', search_terms(name_en || ' ' || name_ru)), 'A') ||
  setweight(to_tsvector('russian', search_terms(description_en || ' ' || description_ru)), 'C');

create function search_words_of(t text) returns setof text language sql immutable parallel safe as $$
  select distinct word from string_to_table(search_terms(t), ' ') word where length(word) between 1 and 40
$$;

-- Kept by a trigger, not generated: adding a generated column would write the whole table anew under a lock. `letters_*`
-- are the names as they are ordered. A product without `found` was not read yet: none of its words are counted or noted.
alter table products
  add column found tsvector,
  add column letters_en text collate "C",
  add column letters_ru text collate "C";
create function note_found() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.found is not null
    and (new.name_en, new.name_ru, new.description_en, new.description_ru)
      = (old.name_en, old.name_ru, old.description_en, old.description_ru) then return new; end if;
  new.found := search_vector(new.name_en, new.name_ru, new.description_en, new.description_ru);
  new.letters_en := search_text(new.name_en);
  new.letters_ru := search_text(new.name_ru);
  return new;
end $$;
create trigger products_found before insert or update of
    name_en, name_ru, description_en, description_ru, price, category_id, archived_at on products
  for each row execute function note_found();

alter table categories
  add column found_en tsvector not null
    generated always as (to_tsvector('russian', search_terms(name_en))) stored,
  add column found_ru tsvector not null
    generated always as (to_tsvector('russian', search_terms(name_ru))) stored;

-- As the table words, of folded texts; `shelves`: in how many names of categories.
create table search_words (
  word text collate "C" primary key,
  lexeme text collate "C",
  names integer not null,
  texts integer not null,
  shelves integer not null default 0,
  near text[] not null generated always as (one_letter_less(word)) stored
) with (fillfactor = 70);

create function search_lexeme(word text) returns text immutable parallel safe strict return
  (tsvector_to_array(to_tsvector('russian', word)))[1];

create function count_new_search_words() returns trigger language plpgsql as $$
begin
  insert into search_words as w (word, lexeme, names, texts)
  select word, search_lexeme(word), sum(names), sum(texts) from (
    select search_words_of(name_en || ' ' || name_ru) as word, 1 as names, 0 as texts
    from fresh where archived_at is null
    union all select search_words_of(description_en || ' ' || description_ru), 0, 1
    from fresh where archived_at is null
  ) counted group by word order by word
  on conflict (word) do update set names = w.names + excluded.names, texts = w.texts + excluded.texts;
  return null;
end $$;

create function count_changed_search_words() returns trigger language plpgsql as $$
begin
  insert into search_words as w (word, lexeme, names, texts)
  select word, search_lexeme(word), sum(names), sum(texts) from (
    select search_words_of(new.name_en || ' ' || new.name_ru) as word, 1 as names, 0 as texts
    where new.archived_at is null
    union all select search_words_of(new.description_en || ' ' || new.description_ru), 0, 1
    where new.archived_at is null
    union all select search_words_of(old.name_en || ' ' || old.name_ru), -1, 0
    where old.archived_at is null and old.found is not null
    union all select search_words_of(old.description_en || ' ' || old.description_ru), 0, -1
    where old.archived_at is null and old.found is not null
  ) counted group by word having sum(names) <> 0 or sum(texts) <> 0 order by word
  on conflict (word) do update set names = w.names + excluded.names, texts = w.texts + excluded.texts;
  return null;
end $$;

create function count_shelf_words() returns trigger language plpgsql as $$
begin
  insert into search_words as w (word, lexeme, names, texts, shelves)
  select word, search_lexeme(word), 0, 0, sum(shelves) from (
    select search_words_of(new.name_en || ' ' || new.name_ru) as word, 1 as shelves where tg_op <> 'DELETE'
    union all select search_words_of(old.name_en || ' ' || old.name_ru), -1 where tg_op <> 'INSERT'
  ) counted group by word having sum(shelves) <> 0 order by word
  on conflict (word) do update set shelves = w.shelves + excluded.shelves;
  return null;
end $$;

create trigger products_new_search_words after insert on products
  referencing new table as fresh for each statement execute function count_new_search_words();
create trigger products_changed_search_words after update of
    name_en, name_ru, description_en, description_ru, price, category_id, archived_at on products
  for each row when (
    (old.name_en, old.name_ru, old.description_en, old.description_ru, old.archived_at is null, old.found is null)
    is distinct from
    (new.name_en, new.name_ru, new.description_en, new.description_ru, new.archived_at is null, false))
  execute function count_changed_search_words();
create trigger categories_search_words after insert or update of name_en, name_ru or delete on categories
  for each row execute function count_shelf_words();

insert into search_words (word, lexeme, names, texts, shelves)
select word, search_lexeme(word), 0, 0, count(*)
from categories cross join search_words_of(name_en || ' ' || name_ru) word group by word;

-- As the table product_words, of folded names.
create table product_terms (
  word text collate "C" not null,
  product uuid not null,
  price bigint not null,
  category uuid not null,
  primary key (word, product) include (price, category)
);

create function note_new_terms() returns trigger language plpgsql as $$
begin
  insert into product_terms (word, product, price, category)
  select word, id, price, category_id
  from fresh cross join unnest(tsvector_to_array(ts_filter(fresh.found, '{a}'))) word
  where archived_at is null order by word, id;
  return null;
end $$;

create function note_changed_terms() returns trigger language plpgsql as $$
begin
  delete from product_terms where product = old.id
    and word = any(tsvector_to_array(ts_filter(old.found, '{a}')));
  insert into product_terms (word, product, price, category)
  select word, new.id, new.price, new.category_id
  from unnest(tsvector_to_array(ts_filter(new.found, '{a}'))) word where new.archived_at is null;
  return null;
end $$;

create trigger products_new_terms after insert on products
  referencing new table as fresh for each statement execute function note_new_terms();
create trigger products_changed_terms after update of
    name_en, name_ru, description_en, description_ru, price, category_id, archived_at on products
  for each row when (
    (old.name_en, old.name_ru, old.price, old.category_id, old.archived_at is null, old.found is null)
    is distinct from
    (new.name_en, new.name_ru, new.price, new.category_id, new.archived_at is null, false))
  execute function note_changed_terms();

-- What the owner says means the same: whoever searches for one of `words` finds what has any of them or of `also`.
create table synonyms (
  place integer primary key,
  words text[] not null,
  also text[] not null,
  -- As full text calls the words of each text; `said` of words, `meant` of also too.
  said text[] not null,
  meant text[] not null
);
create index synonyms_said on synonyms using gin (said);

create function search_phrase(t text) returns text immutable parallel safe strict return (
  select string_agg(search_lexeme(word), ' ' order by place)
  from string_to_table(search_text(t), ' ') with ordinality typed (word, place));

-- Reads the products that were there before the triggers, 500 in a transaction: whoever changes one of these waits for a
-- moment. One that is changed or comes in meanwhile is read by the triggers.
create procedure fill_found() language plpgsql as $$
#variable_conflict use_column
declare
  done uuid := '00000000-0000-0000-0000-000000000000';
  upto uuid;
begin
  loop
    upto := (
      select id from (select id from products where id > done order by id limit 500) next order by id desc limit 1);
    exit when upto is null;
    with batch as materialized (
      select id, price, category_id, archived_at is null as sold, name_en, name_ru,
        search_terms(name_en || ' ' || name_ru) as names,
        search_terms(description_en || ' ' || description_ru) as texts
      from (
        select * from products where id > done and id <= upto and found is null order by id for no key update
      ) unread
    ), filled as (
      update products p set letters_en = search_text(s.name_en), letters_ru = search_text(s.name_ru),
        found = setweight(to_tsvector('russian', names), 'A') || setweight(to_tsvector('russian', texts), 'C')
      from batch s where p.id = s.id
    ), noted as (
      insert into product_terms (word, product, price, category)
      select word, id, price, category_id
      from batch cross join unnest(tsvector_to_array(to_tsvector('russian', names))) word
      where sold order by word, id
    )
    insert into search_words as w (word, lexeme, names, texts)
    select word, search_lexeme(word), sum(n), sum(t) from (
      select distinct id, word collate "C" as word, 1 as n, 0 as t from batch cross join string_to_table(names, ' ') word where sold
      union all
      select distinct id, word collate "C", 0, 1 from batch cross join string_to_table(texts, ' ') word where sold
    ) counted where length(word) between 1 and 40 group by word order by word
    on conflict (word) do update set names = w.names + excluded.names, texts = w.texts + excluded.texts;
    commit;
    done := upto;
  end loop;
end $$;
