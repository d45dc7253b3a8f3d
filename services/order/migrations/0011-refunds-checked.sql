-- no transaction
alter table orders validate constraint orders_refunded_within_total;
