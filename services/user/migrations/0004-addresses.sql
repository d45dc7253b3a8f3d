-- Where users have things sent, as they keep it for the next time; a few each (domain/address.ts). Gone with the user.
create table addresses (
  id      uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  street  text not null check (char_length(street) between 1 and 300),
  zip     text check (char_length(zip) between 1 and 20),
  city    text not null check (char_length(city) between 1 and 100),
  -- The one that was written or chosen last has the highest.
  turn    bigint not null generated always as identity
);
create index addresses_of_user on addresses (user_id, turn);
