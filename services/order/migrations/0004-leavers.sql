-- Users who leave the shop: no order is written for them any more. Every batch of new orders reads this table
-- `for key share`, and whoever adds a row locks it exclusively first, so none slips through between the two.
create table leavers (
  user_id uuid primary key,
  run     uuid not null,
  since   timestamptz not null default now()
);

-- Guesses of orders' numbers and e-mails, by the hash of whom they are counted for.
create table attempts (
  key      text primary key,
  empty_at timestamptz not null
);
create index attempts_empty on attempts (empty_at);
