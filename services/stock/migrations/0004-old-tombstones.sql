-- Tombstones and refusals without lines only: no order that gets goods has a row here. By it tombstones
-- older than 7 days are found and deleted. Not by the state, since an index on what changes costs every change.
create index reservations_tombstones on reservations (created_at) where product_ids = '{}';
