-- no transaction
-- An index that a broken start has left behind is not valid: it goes first. Who tracks an order knows its number.
drop index concurrently if exists orders_by_number;
create index concurrently orders_by_number on orders (number);
