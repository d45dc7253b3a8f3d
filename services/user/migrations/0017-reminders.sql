-- Who wants to be told when something that is sold out is there again: somebody with a session by who they are, others by
-- an address, which is confirmed by a mail first. One that was told is over, and asked for again as another; it is kept for
-- a while, for the link in its mail and for the audit.
create table reminders (
  id         uuid primary key,
  -- A variant's, or that of a product without any; and the product's.
  stocked_id uuid not null,
  product_id uuid not null,
  user_id    uuid references users (id) on delete cascade,
  -- Of whoever has no session; else it is the user's own.
  email      text check (char_length(email) <= 254),
  email_key  text not null check (char_length(email_key) <= 1000),
  language   text not null check (language in ('en', 'ru')),
  state      text not null check (state in ('asked', 'waiting', 'told')),
  created_at timestamptz(3) not null default now(),
  -- Of one that was asked for: until when its link is good.
  expires_at timestamptz(3),
  told_at    timestamptz(3),
  check ((user_id is null) = (email is not null)),
  check ((state = 'told') = (told_at is not null))
);
create unique index reminders_once on reminders (stocked_id, email_key) where state = 'waiting';
create index reminders_of_user on reminders (user_id, id) where user_id is not null;
create index reminders_of_address on reminders (email_key);
create index reminders_told on reminders (stocked_id, told_at) where state = 'told';

-- They go to the address that a member has now, also where the release before changes it. What a guest types is nobody's
-- until it is confirmed: a guest with another address asks again.
create function reminders_follow_addresses() returns trigger language plpgsql as $$
begin
  delete from reminders r where r.user_id = new.id and (r.state = 'asked' or r.state = 'waiting' and (new.guest or exists (
    select from reminders o where o.stocked_id = r.stocked_id and o.email_key = new.email_key and o.state = 'waiting')));
  update reminders set email_key = new.email_key where user_id = new.id;
  return null;
end $$;
create trigger users_reminders_follow after update on users for each row
  when (old.email_key is distinct from new.email_key) execute function reminders_follow_addresses();

-- With somebody who leaves go those of the address that they have shown to be theirs, whoever has typed it.
create function reminders_leave_with_addresses() returns trigger language plpgsql as $$
begin
  delete from reminders where email_key = old.email_key;
  return null;
end $$;
create trigger users_reminders_leave after delete on users for each row
  when (old.email_verified_at is not null) execute function reminders_leave_with_addresses();
