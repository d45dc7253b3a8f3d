-- How many deliveries a courier takes on a day, where that is not what they take on all others: 0 is a day off.
alter table courier_days add column capacity integer check (capacity between 0 and 1000000);

-- Who shows the courier's rounds on their phone: a user, who is one courier at most.
alter table couriers add column user_id uuid constraint couriers_user unique;

-- Events that transactions have written, until everyone has taken them.
create table outbox (
  id bigint generated always as identity primary key,
  type text not null,
  body text not null,
  created_at timestamptz not null default now()
);
