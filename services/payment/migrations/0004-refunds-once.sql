-- no transaction
drop index concurrently if exists entries_of_refunds;
create unique index concurrently entries_of_refunds on entries (refunds, account) where refunds is not null;
alter table entries validate constraint entries_between_these_accounts;
alter table entries validate constraint entries_of_refunds_point_at_a_capture;
alter table holds validate constraint holds_state_check;
