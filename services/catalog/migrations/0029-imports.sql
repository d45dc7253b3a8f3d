-- Files by which staff change many products, prices or stocks at once: what was read of each, what it would change, and what
-- it was before, so that the whole of it can be taken back.
create table imports (
  id uuid primary key,
  kind text not null check (kind in ('products', 'prices', 'stock')),
  -- `applying` and `undoing`: stock is asked to, and will be until it has answered. What this database changes by itself
  -- is either done or not.
  state text not null default 'checked' check (state in ('checked', 'applying', 'applied', 'undoing', 'undone')),
  file_name text not null,
  encoding text not null,
  columns jsonb not null,
  counts jsonb not null,
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  applied_by uuid,
  applied_at timestamptz(3),
  applied_key text,
  undone_by uuid,
  undone_at timestamptz(3),
  undone_key text,
  -- Who asked stock last, as the audit log names them.
  staff jsonb,
  asked_key text,
  -- Why it could not be applied or taken back when that was tried last.
  problem jsonb,
  -- What somebody changed since it was applied, which stayed when it was taken back.
  kept jsonb not null default '[]',
  -- The file and the rows are gone.
  emptied boolean not null default false
);
create index imports_full on imports (created_at) where not emptied;
create index imports_under_way on imports (id) where state in ('applying', 'undoing');

create table import_files (
  import uuid primary key references imports (id),
  bytes bytea not null
);

-- The rows that change something or are wrong; `before` and `after` have the fields that change.
create table import_rows (
  import uuid not null references imports (id),
  line integer not null,
  state text not null check (state in ('new', 'changed', 'wrong')),
  product uuid,
  name text not null,
  before jsonb not null,
  after jsonb not null,
  faults jsonb not null,
  primary key (import, line)
);

-- How far an import that is under way is: written beside its transaction, which nobody can look into.
create unlogged table import_progress (
  import uuid primary key references imports (id),
  done integer not null,
  every integer not null,
  at timestamptz not null default now()
);

-- Whoever changes thousands of products in one transaction sets `catalog.words` to `by hand`, and takes their words away
-- before and counts them again after: the triggers write the row of a frequent word again for each product, and each time
-- it takes longer to find which of its versions is the last.
create or replace trigger products_changed_words
  after update of name_en, name_ru, description_en, description_ru, archived_at on products
  for each row when (
    (old.name_en, old.name_ru, old.description_en, old.description_ru, old.archived_at is null)
    is distinct from
    (new.name_en, new.name_ru, new.description_en, new.description_ru, new.archived_at is null)
    and current_setting('catalog.words', true) is distinct from 'by hand')
  execute function count_changed_words();
create or replace trigger products_changed_product_words
  after update of name_en, name_ru, price, category_id, archived_at on products
  for each row when (
    (old.name_en, old.name_ru, old.price, old.category_id, old.archived_at is null) is distinct from
    (new.name_en, new.name_ru, new.price, new.category_id, new.archived_at is null)
    and current_setting('catalog.words', true) is distinct from 'by hand')
  execute function note_changed_product_words();
create or replace trigger products_changed_search_words after update of
    name_en, name_ru, description_en, description_ru, facts_text, price, category_id, archived_at on products
  for each row when (
    (old.name_en, old.name_ru, old.description_en, old.description_ru, old.facts_text, old.archived_at is null,
      old.found is null)
    is distinct from
    (new.name_en, new.name_ru, new.description_en, new.description_ru, new.facts_text, new.archived_at is null, false)
    and current_setting('catalog.words', true) is distinct from 'by hand')
  execute function count_changed_search_words();
create or replace trigger products_changed_terms after update of
    name_en, name_ru, description_en, description_ru, price, category_id, archived_at on products
  for each row when (
    (old.name_en, old.name_ru, old.price, old.category_id, old.archived_at is null, old.found is null)
    is distinct from
    (new.name_en, new.name_ru, new.price, new.category_id, new.archived_at is null, false)
    and current_setting('catalog.words', true) is distinct from 'by hand')
  execute function note_changed_terms();

-- Counts the words of these products, as far as they are for sale; `sign` -1 takes them away again.
create function count_words_of(ids uuid[], sign integer) returns void language plpgsql as $$
#variable_conflict use_column
begin
  insert into words as w (word, lexeme, names, texts)
  select word, (tsvector_to_array(to_tsvector('russian', word)))[1], sum(names), sum(texts) from (
    select catalog_words(name_en || ' ' || name_ru) as word, sign as names, 0 as texts
    from products where id = any(ids) and archived_at is null
    union all select catalog_words(description_en || ' ' || description_ru), 0, sign
    from products where id = any(ids) and archived_at is null
  ) counted group by word order by word
  on conflict (word) do update set names = w.names + excluded.names, texts = w.texts + excluded.texts;
  insert into search_words as w (word, lexeme, names, texts)
  select word, search_lexeme(word), sum(names), sum(texts) from (
    select search_words_of(name_en || ' ' || name_ru) as word, sign as names, 0 as texts
    from products where id = any(ids) and archived_at is null and found is not null
    union all select search_words_of(concat_ws(' ', description_en, description_ru, facts_text)), 0, sign
    from products where id = any(ids) and archived_at is null and found is not null
  ) counted group by word order by word
  on conflict (word) do update set names = w.names + excluded.names, texts = w.texts + excluded.texts;
end $$;

-- Notes by which words of their names these products are found, as far as they are for sale.
create function note_terms_of(ids uuid[]) returns void language plpgsql as $$
#variable_conflict use_column
begin
  insert into product_words (word, product, price, category)
  select word, id, price, category_id
  from products cross join unnest(tsvector_to_array(ts_filter(search, '{a}'))) word
  where id = any(ids) and archived_at is null order by word, id;
  insert into product_terms (word, product, price, category)
  select word, id, price, category_id
  from products cross join unnest(tsvector_to_array(ts_filter(found, '{a}'))) word
  where id = any(ids) and archived_at is null and found is not null order by word, id;
end $$;

create function forget_terms_of(ids uuid[]) returns void language plpgsql as $$
#variable_conflict use_column
begin
  delete from product_words w using (
    select id, unnest(tsvector_to_array(ts_filter(search, '{a}'))) as word
    from products where id = any(ids) and archived_at is null
  ) own where w.word = own.word and w.product = own.id;
  delete from product_terms w using (
    select id, unnest(tsvector_to_array(ts_filter(found, '{a}'))) as word
    from products where id = any(ids) and archived_at is null and found is not null
  ) own where w.word = own.word and w.product = own.id;
end $$;
