-- no transaction
alter table orders validate constraint orders_return_state;
alter table order_lines validate constraint order_lines_asked;
alter table refunds validate constraint refunds_kind_check;
