create table users (
  id uuid primary key,
  username text not null check (char_length(username) between 3 and 50),
  email text not null check (char_length(email) <= 254),
  first_name text,
  last_name text,
  phone text,
  language text not null check (language in ('en', 'ru')),
  is_admin boolean not null default false,
  created_at timestamptz not null default now()
);

-- Names and e-mails are unique without regard to case.
create unique index users_username on users (lower(username));
create unique index users_email on users (lower(email));

-- Apart from users, so that no query that shows a user can show a password's hash by mistake.
create table credentials (
  id uuid primary key,
  user_id uuid not null unique references users (id) on delete cascade,
  password text not null
);

-- Only the SHA-256 of a token is kept: who reads this table cannot sign in with it.
create table sessions (
  token_hash bytea primary key,
  user_id uuid not null references users (id) on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index sessions_user on sessions (user_id);
create index sessions_expiry on sessions (expires_at);
