-- Invitations to work for the shop, one at a time for an e-mail address. Of the link's token only the SHA-256 is kept; an
-- invitation that was used or withdrawn is gone, and so are those of an owner who is none any more.
create table invitations (
  id         uuid primary key,
  token_hash bytea not null unique,
  email      text not null check (char_length(email) <= 254),
  email_key  text not null unique,
  roles      text[] not null check (roles <> '{}'),
  invited_by uuid not null references users (id) on delete cascade,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null
);
create index invitations_by_inviter on invitations (invited_by);
create index invitations_expiry on invitations (expires_at);

-- From which address a session was opened.
alter table sessions add column origin text;

-- Whether somebody has chosen the language, or it is only the one that their browser asked for.
alter table users add column language_chosen boolean not null default false;

-- Who of the staff has asked for a departure, and why; null where whoever leaves has.
alter table departures add column asked jsonb;
