-- The photos that prove what has become of parcels, each under a hash of its parcel and of what was uploaded. `bytes` is null
-- where they lie in a bucket. What nothing shows any more goes a day after `kept_at`.
create table picture_files (
  hash text collate "C" not null,
  name text collate "C" not null,
  bytes bytea,
  kept_at timestamptz not null default now(),
  primary key (hash, name)
);
-- They are packed already.
alter table picture_files alter column bytes set storage external;

-- `photo` has those that a release before has taken, as they came.
alter table shipment_acts add column photo_file text collate "C";
create index shipment_acts_photo on shipment_acts (photo_file) where photo_file is not null;
