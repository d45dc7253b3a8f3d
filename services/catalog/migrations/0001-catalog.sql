create extension if not exists pg_trgm;

create table categories (
  id uuid primary key,
  slug text not null constraint categories_slug unique,
  name_en text not null,
  name_ru text not null,
  created_at timestamptz not null default now()
);

-- The configuration 'russian' stems words in Latin letters as English ones, so that one configuration serves
-- both languages, and one query finds either. ё is read as е, as people type it.
create table products (
  id uuid primary key,
  category_id uuid constraint products_category references categories (id),
  name_en text not null,
  name_ru text not null,
  description_en text not null,
  description_ru text not null,
  price bigint not null check (price > 0 and price <= 1000000000000),
  availability text not null default 'out' check (availability in ('in_stock', 'low', 'out')),
  availability_sequence bigint not null default 0,
  picture text,
  stock_opened boolean not null default false,
  created_at timestamptz not null default now(),
  archived_at timestamptz,
  search tsvector not null generated always as (
    setweight(to_tsvector('russian', translate(name_en || ' ' || name_ru, 'Ёё', 'Ее')), 'A') ||
    setweight(to_tsvector('russian', translate(description_en || ' ' || description_ru, 'Ёё', 'Ее')), 'C')
  ) stored,
  check (category_id is not null or archived_at is not null)
) with (fillfactor = 80);

-- Every list is of products that are for sale, ordered by (sort key, id); the newest by the id, a UUIDv7.
create index products_price on products (price, id) where archived_at is null;
create index products_name_en on products (translate(lower(name_en), 'ё', 'е'), id) where archived_at is null;
create index products_name_ru on products (translate(lower(name_ru), 'ё', 'е'), id) where archived_at is null;
create index products_category on products (category_id, id);
create index products_search on products using gin (search) where archived_at is null;
create index products_similar on products
  using gin (translate(lower(name_en), 'ё', 'е') gin_trgm_ops, translate(lower(name_ru), 'ё', 'е') gin_trgm_ops)
  where archived_at is null;
create index products_without_stock on products (id) where not stock_opened;

-- Idempotency-Key: what was done and answered under a caller's key; kept 7 days.
create table idempotency_keys (
  caller uuid not null,
  route text not null,
  key text not null,
  fingerprint text not null,
  subject uuid not null,
  status smallint,
  response text,
  created_at timestamptz not null default now(),
  primary key (caller, route, key)
);
