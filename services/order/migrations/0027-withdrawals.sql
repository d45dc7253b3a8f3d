-- Customers who withdraw from the contract, of an order or of pieces of it. The id is the cause of all that is done for it. The
-- row waits until it is due; until then it can be revoked, and holds up the hand-over.
create table withdrawals (
  id          uuid primary key,
  order_id    uuid not null,
  -- Which pieces, as JSON: those that were promised to be kept back, and those that were out of the shop already.
  lines       text not null,
  -- Whoever has declared it: their name as they wrote it, and who was signed in, if anybody was.
  name        text,
  by_user     uuid,
  state       text not null default 'confirmed' check (state in ('confirmed', 'revoked', 'carried_out')),
  created_at  timestamptz(3) not null default now(),
  due_at      timestamptz(3) not null,
  -- Whichever process carries it out has it until then.
  lease_until timestamptz not null default '-infinity',
  ended_at    timestamptz(3),
  -- Once it is carried out: which pieces were cancelled, which have to come back, and which of these are on their way to the
  -- customer, who cannot send them back before they have them; whether the whole order was cancelled.
  cancelled   text,
  returned    text,
  under_way   text,
  whole       boolean,
  check ((state = 'confirmed') = (ended_at is null)),
  check ((state = 'carried_out') = (cancelled is not null and returned is not null and whole is not null))
);
create index withdrawals_of_order on withdrawals (order_id);
create index withdrawals_due on withdrawals (due_at, id) where state = 'confirmed' or under_way is not null;

-- Keys that the service signs with, each made when it is needed first. A backup keeps them.
create table secrets (
  name       text primary key,
  value      bytea not null check (octet_length(value) >= 32),
  created_at timestamptz not null default now()
);
