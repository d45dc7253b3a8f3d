-- When somebody has shown that the address is theirs; none any more once it is another one, also where the release before
-- changes it.
alter table users add column email_verified_at timestamptz(3);
create function another_address_is_unverified() returns trigger language plpgsql as $$
begin
  new.email_verified_at := null;
  return new;
end $$;
create trigger users_unverified_address before update on users for each row
  when (old.email_key is distinct from new.email_key) execute function another_address_is_unverified();

-- What was asked for by mail and is still open; gone once it is used. The tokens of links are kept nowhere: they are made of
-- the id and a secret.
create table password_resets (
  id         uuid primary key,
  -- As it was typed: whether a member has this address is looked up afterwards, so that asking tells nobody.
  email_key  text not null check (char_length(email_key) <= 1000),
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null
);
create index password_resets_by_address on password_resets (email_key);
create index password_resets_expiry on password_resets (expires_at);

create table email_verifications (
  id         uuid primary key,
  user_id    uuid not null references users (id) on delete cascade,
  email_key  text not null,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null
);
create index email_verifications_of_user on email_verifications (user_id);
create index email_verifications_expiry on email_verifications (expires_at);

create table outbox (
  id bigint generated always as identity primary key,
  type text not null,
  body text not null,
  created_at timestamptz not null default now()
);
