-- What customers were told: one message for each ending of an order, kept for good.
create table messages (
  order_id   uuid not null,
  kind       text not null check (kind in ('confirmed', 'cancelled')),
  id         uuid not null,
  user_id    uuid not null,
  language   text not null check (language in ('en', 'ru')),
  message    text not null check (message <> ''),
  created_at timestamptz(3) not null default now(),
  primary key (order_id, kind)
);
create index messages_of_user on messages (user_id, created_at, id);
-- The back office reads everyone's, newest first. New rows go to its end, which costs next to nothing.
create index messages_by_time on messages (created_at, id);
