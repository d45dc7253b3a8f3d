-- What becomes of an exchange: it waits until its pieces are here and paid back, and then what is wanted is ordered, once, or is
-- not, and why. Null of those that an older release was asked for: their customers order it themselves.
alter table returns
  add column exchanged text,
  -- What its customer has agreed to pay, in minor units; null: what goes back for what they send.
  add column agreed bigint,
  add column not_exchanged text,
  add column exchanged_at timestamptz;
alter table returns add constraint returns_exchanged check (
  exchanged in ('waiting', 'placed', 'failed') and exchange is not null or exchanged is null) not valid;
alter table returns add constraint returns_agreed check (agreed >= 0 and exchange is not null or agreed is null) not valid;
create index returns_exchanging on returns (id) where exchanged = 'waiting' and state = 'settled';

-- The order to be is written down before it is placed: so it is placed once, whoever dies in between.
create unique index exchanges_once on exchanges (return_id);
drop index exchanges_of_return;
