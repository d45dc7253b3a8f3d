-- Tombstones and refusals only: no order that is delivered has a row here. By it tombstones older than 7 days
-- are found and deleted. Not by the state, since an index on what changes costs every change.
create index bookings_tombstones on bookings (created_at) where courier_id is null;
