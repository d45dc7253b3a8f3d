-- no transaction
-- Whether a row has its movements (0006): of a reservation 1 what was taken, 2 what came back. Who writes one
-- without saying so is the release before, for which a trigger books it.
alter table receipts add column if not exists booked boolean not null default false;
alter table reservations add column if not exists booked smallint not null default 0;
