-- The list of sagas is kept under names as the list of orders is.
alter table order_views
  add column list text not null default 'orders' check (list in ('orders', 'sagas'));
