-- What a sign-up's Idempotency-Key did and was answered. The answer is personal: it goes with the user.
create table idempotency_keys (
  caller      uuid not null,
  route       text not null,
  key         text not null,
  fingerprint text not null,
  -- The user who was made.
  subject     uuid not null,
  status      smallint,
  response    text,
  created_at  timestamptz not null default now(),
  primary key (caller, route, key)
);
create index idempotency_keys_of_user on idempotency_keys (subject);
