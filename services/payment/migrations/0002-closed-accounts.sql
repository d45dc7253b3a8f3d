-- Set when the customer leaves the shop: nothing is deposited any more. Which departure it was.
alter table accounts add column closed_by uuid;
