-- no transaction
alter table reservations validate constraint reservations_state_check;
alter table reservations validate constraint reservations_returned_goods;
