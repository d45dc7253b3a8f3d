-- Whoever runs the shop is told when there are this many of a product, or fewer; null: never.
alter table goods add column threshold integer default 5 check (threshold between 0 and 1000000000);
