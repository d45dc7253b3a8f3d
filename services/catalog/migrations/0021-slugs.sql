-- Addresses of products that can be read. A trigger gives them, not the service: processes of the release before go on
-- adding and renaming products while this one is deployed.
create function slug_of(name text) returns text language sql immutable parallel safe strict as $$
  select case
      when slug = '' then 'product'
      -- What is asked for as an id, or is an address of the API itself.
      when slug = 'suggestions' or slug ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then 'product-' || slug
      -- Cut between two words where there is one to spare.
      when length(slug) > 80 then regexp_replace(left(slug, 80), '-[^-]*$', '')
      else slug end
  from (select btrim(regexp_replace(translate(
      replace(replace(replace(replace(replace(replace(replace(replace(replace(
        translate(search_letters(name), '''’ъь', ''),
        'ж', 'zh'), 'х', 'kh'), 'ц', 'ts'), 'ч', 'ch'), 'ш', 'sh'), 'щ', 'shch'), 'ю', 'yu'), 'я', 'ya'), '&', ' and '),
      'абвгдезийклмнопрстуфыэ', 'abvgdeziyklmnoprstufye'), '[^a-z0-9]+', '-', 'g'), '-') as slug) folded
$$;

-- Every slug that a product has or had: old addresses go on leading to it.
create table product_slugs (
  slug text collate "C" primary key,
  -- No foreign key: the slug is taken before its product's row is there. Products are never deleted.
  product uuid not null
);

-- `slug` is the current one; without it, the product was not read yet (0022), and its address has its id.
alter table products add column slug text;

-- The name's own slug goes to whoever asks first; others get the end of their id behind it. What is not sold any more
-- leaves its addresses to those who want them.
create function give_slug() returns trigger language plpgsql as $$
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
        or exists (select from products p where p.id = s.product and p.archived_at is not null);
    if found then
      new.slug := wanted;
      return new;
    end if;
  end loop;
  return new;
end $$;
create trigger products_slug before insert or update of name_en on products
  for each row execute function give_slug();

-- Gives slugs to the products that were there before, 500 in a transaction: whoever changes one of these waits for a
-- moment. Rows are locked before any slug is taken, as by those who rename.
create procedure fill_slugs() language plpgsql as $$
declare
  done uuid := '00000000-0000-0000-0000-000000000000';
  ids uuid[];
begin
  loop
    ids := array(
      select id from products where slug is null and archived_at is null and id > done
      order by id limit 500 for no key update);
    exit when cardinality(ids) = 0;
    update products p set name_en = name_en where p.id = any(ids);
    commit;
    done := ids[cardinality(ids)];
  end loop;
end $$;
