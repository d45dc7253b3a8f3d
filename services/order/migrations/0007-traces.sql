-- The traceparent of whoever asked for the saga; null when it is not traced, as most are not.
alter table sagas add column trace text;
