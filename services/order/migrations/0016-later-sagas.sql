-- A saga is found by its own id, where its order was not placed when that was made. What is placed does not pay for it.
create index sagas_later on sagas (id) where definition <> 'place-order';
