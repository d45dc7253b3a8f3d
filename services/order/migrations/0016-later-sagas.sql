-- no transaction
-- An index that a broken start has left behind is not valid: it goes first.
-- A saga is found by its own id, where its order was not placed when that was made. What is placed does not pay for it.
drop index concurrently if exists sagas_later;
create index concurrently sagas_later on sagas (id) where definition <> 'place-order';
