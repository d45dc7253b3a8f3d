-- What people who work for the shop have changed here: written by the transaction of the change, and never changed.
-- Every service has the same table; they are read as one log.
create table audit_log (
  id      uuid primary key,
  at      timestamptz(3) not null default now(),
  actor   uuid not null,
  roles   text[] not null,
  action  text not null,
  subject text not null,
  before  jsonb not null,
  after   jsonb not null,
  reason  text,
  origin  text not null
);
create index audit_log_by_time on audit_log (at, id);
create index audit_log_by_subject on audit_log (subject, at, id);
create index audit_log_by_actor on audit_log (actor, at, id);

create function audit_log_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'entries of the audit log are never changed or deleted';
end $$;
create trigger audit_log_is_append_only before update or delete or truncate on audit_log
  for each statement execute function audit_log_is_append_only();
alter table audit_log enable always trigger audit_log_is_append_only;
