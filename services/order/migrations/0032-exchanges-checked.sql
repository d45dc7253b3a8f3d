-- no transaction
alter table returns validate constraint returns_exchanged;
alter table returns validate constraint returns_agreed;
