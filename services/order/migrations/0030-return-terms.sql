-- The day, in the shop's zone, by whose end what was approved has to be here, when its customer was reminded of it, and which
-- process looks after it until when. Null of those that an older release has approved: they get a day once they are looked at.
alter table returns add column come_by date, add column reminded_at timestamptz,
  add column lease_until timestamptz not null default '-infinity';
