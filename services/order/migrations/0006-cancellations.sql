-- no transaction
-- Orders that somebody wants cancelled and that are not yet: a sweeper looks for them, and so does who leaves.
-- The mark alone decides, since an index that looks at the status would have every order change it.
drop index concurrently if exists orders_to_cancel;
create index concurrently orders_to_cancel on orders (id) where cancel_asked is not null;
