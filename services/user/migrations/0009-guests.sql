-- Guests are users who order without an account: with neither a name nor a password, and never with a role. Many may have one
-- e-mail address, a member's too: nobody has shown that it is theirs.
alter table users
  add column guest boolean not null default false,
  alter column username drop not null,
  alter column name_key drop not null,
  add constraint users_guests check (guest = (username is null) and not (guest and roles <> '{}'));

-- Unique among members alone, under the name by which the release before knows the index too.
create unique index users_member_email_key on users (email_key) where not guest;
drop index users_email_key;
alter index users_member_email_key rename to users_email_key;
-- The same as it was before there were keys.
drop index users_email;
