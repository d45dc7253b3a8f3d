-- Mails: one for each message, and for what else people are written. Neither an address nor a text is kept here: the address
-- is asked for where it is kept, when the mail is sent or read, so that it is gone when that is emptied.
create table mails (
  id         uuid primary key, -- of a message: that of the message
  subject    uuid not null,    -- the order, or what else it is about
  kind       text not null,
  cause      uuid,
  -- The service that knows to whom it goes.
  asks       text not null default 'order' check (asks in ('order', 'user')),
  language   text not null check (language in ('en', 'ru')),
  state      text not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
  attempts   int not null default 0,
  resends    int not null default 0,
  -- When it is tried next; while it is being sent, when somebody else may take it.
  due_at     timestamptz(3) not null default now(),
  give_up_at timestamptz(3) not null default now() + interval '3 days',
  created_at timestamptz(3) not null default now(),
  sent_at    timestamptz(3),
  -- What came of the last attempt: a code of SMTP, or a word of ours. Never the server's text, which names addresses.
  answer     text
);
create unique index mails_once on mails (subject, kind, cause) nulls not distinct;
create index mails_due on mails (due_at, id) where state = 'waiting';
create index mails_failed on mails (id) where state = 'failed';

-- The transaction that writes messages writes their mails, the release before's too; in the statement that is sent anyway.
create function mails_of_messages() returns trigger language plpgsql as $$
begin
  insert into mails (id, subject, kind, cause, language)
  select id, order_id, kind, cause, language from written order by order_id, kind, cause
  on conflict do nothing;
  return null;
end $$;
create trigger mails_of_messages after insert on messages referencing new table as written
  for each statement execute function mails_of_messages();

-- Addresses that a server has refused for good, by their SHA-256: they are not written to again.
create table refused_addresses (
  hash       bytea primary key,
  answer     text not null,
  refused_at timestamptz(3) not null default now()
);

create table idempotency_keys (
  caller      uuid not null,
  route       text not null,
  key         text not null,
  fingerprint text not null,
  subject     uuid not null,
  status      smallint,
  response    text,
  created_at  timestamptz not null default now(),
  primary key (caller, route, key)
);
