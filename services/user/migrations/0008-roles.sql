-- What somebody is for the shop: owner, clerk, packer, courier (vocabulary's permissions.ts says what each may do). A customer
-- has none.
alter table users add column roles text[] not null default '{}';
update users set roles = '{owner}' where is_admin;
-- The few of many users who work here.
create index users_with_roles on users (id) where roles <> '{}';

-- The release before knows owners as is_admin: it reads that, and writes nothing else.
create function roles_for_the_release_before() returns trigger language plpgsql as $$
begin
  if new.is_admin and not 'owner' = any(new.roles) and (tg_op = 'INSERT' or not old.is_admin) then
    new.roles := new.roles || '{owner}';
  end if;
  new.is_admin := 'owner' = any(new.roles);
  return new;
end $$;
create trigger users_roles_for_the_release_before before insert or update of roles, is_admin on users
  for each row execute function roles_for_the_release_before();
