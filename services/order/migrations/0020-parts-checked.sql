-- no transaction
alter table order_lines validate constraint order_lines_pieces;
alter table orders validate constraint orders_goods;
