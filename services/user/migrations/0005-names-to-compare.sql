-- By what names and addresses are found and unique. The service makes these keys (domain/names.ts and chassis'
-- email.ts); SQL does it for the rows that are there, and for those that the release before writes while it still
-- runs, whose names have Latin or Russian letters only and whose addresses are ASCII.
alter table users add column name_key text, add column email_key text, add column look text;

-- How a name looks: one letter for those that nobody tells apart, in either case.
create function name_look(username text) returns text language sql immutable parallel safe as $$
  select replace(replace(replace(
    translate(lower(username), 'i10абвгезкмнорстухь', 'lloa6bre3kmhopctyxb'), 'ы', 'bl'), 'ю', 'lo'), 'm', 'rn')
$$;

update users set name_key = lower(username), email_key = lower(email);
-- Whoever runs the shop could make a name with any letters: composed otherwise it is the same name, unless it is taken.
update users set name_key = other.key from (
  select id, lower(normalize(username, nfkc)) as key,
    count(*) over (partition by lower(normalize(username, nfkc))) as several from users
) other
where users.id = other.id and several = 1 and name_key <> other.key
  and not exists (select from users taken where taken.name_key = other.key);
-- Names that look alike stay; the eldest of them keeps others from looking so.
update users set look = name_look(username) where id in (
  select distinct on (name_look(username)) id from users order by name_look(username), created_at, id);

alter table users alter column name_key set not null, alter column email_key set not null;
create unique index users_name_key on users (name_key);
create unique index users_email_key on users (email_key);
create unique index users_look on users (look);

create function keys_for_the_release_before() returns trigger language plpgsql as $$
begin
  if new.name_key is null then
    new.name_key := lower(new.username);
    if not exists (select from users where look = name_look(new.username)) then
      new.look := name_look(new.username);
    end if;
  end if;
  if new.email_key is null then
    new.email_key := lower(new.email);
  elsif tg_op = 'UPDATE' and new.email <> old.email and new.email ~ '^[[:ascii:]]*$' then
    new.email_key := lower(new.email);
  end if;
  return new;
end $$;
create trigger users_keys_for_the_release_before before insert or update on users
  for each row execute function keys_for_the_release_before();
