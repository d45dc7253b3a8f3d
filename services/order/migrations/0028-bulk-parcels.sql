-- What is done with many parcels: which parcel of its order a target is; all zeros, which the release before writes: the order.
alter table bulk_targets add column shipment uuid not null default '00000000-0000-0000-0000-000000000000';
alter table bulk_targets drop constraint bulk_targets_pkey, add primary key (action, order_id, shipment);
