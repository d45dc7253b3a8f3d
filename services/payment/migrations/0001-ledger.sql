-- Customers only. The shop's own accounts keep no balance row: they are summed, so that no row is hot.
create table accounts (
  user_id    uuid primary key,
  number     bigint not null generated always as identity unique,
  balance    bigint not null,
  held       bigint not null default 0,
  created_at timestamptz(3) not null default now(),
  constraint accounts_within_limits
    check (held >= 0 and balance >= held and balance <= 1000000000000000)
) with (fillfactor = 70); -- changed by every order and never indexed there, so changes stay in their page

-- One row for each order that ever asked for money, or whose undo overtook it (no user: a tombstone).
create table holds (
  order_id   uuid primary key,
  user_id    uuid,
  amount     bigint not null check (amount >= 0),
  state      text not null check (state in ('held', 'captured', 'released', 'refused')),
  reason     text,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  constraint holds_refused_for_a_reason check ((state = 'refused') = (reason is not null)),
  constraint holds_tombstone_is_empty check (user_id is not null or (state = 'released' and amount = 0))
) with (fillfactor = 50); -- changed once, soon after it was written: room for that in its own page

-- The ledger. A transfer is two rows that sum to 0; its id is the order's for a capture. The key allows one
-- transfer of each kind, so an order is paid once at most.
create table entries (
  transfer_id uuid not null,
  kind        text not null,
  account     text not null,
  user_id     uuid,
  amount      bigint not null,
  created_at  timestamptz(3) not null default now(),
  primary key (transfer_id, kind, account),
  constraint entries_between_these_accounts check ((kind, account) in (
    ('deposit', 'customer'), ('deposit', 'deposits'), ('capture', 'customer'), ('capture', 'sales'))),
  constraint entries_of_customers_name_them check ((account = 'customer') = (user_id is not null)),
  constraint entries_in_their_direction
    check (case when (kind = 'capture') = (account = 'customer') then amount <= 0 else amount >= 0 end)
);
create index entries_of_user on entries (user_id, created_at, transfer_id) where user_id is not null;

create function entries_are_immutable() returns trigger language plpgsql as $$
begin
  raise exception 'ledger entries are never changed: write a transfer that corrects them';
end $$;
create trigger entries_are_immutable before update or delete or truncate on entries
  for each statement execute function entries_are_immutable();

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
