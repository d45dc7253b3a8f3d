-- Sagas that wait at the same step for the same reason are tried again together, as something that is done with many orders.
alter table bulk_actions
  add column step text,
  -- What their participant answered last.
  add column fault text,
  -- How many in a row have failed again.
  add column failing smallint not null default 0;
