-- A parcel that was cancelled keeps who was to bring it and when, as one that was handed over does: without courier and day are
-- those alone that wait to go out. So a courier's list, a day's and what is late are read by their own rows.
update shipments s set courier_id = b.courier_id, date = b.date
  from bookings b where b.order_id = s.order_id and s.state = 'cancelled' and s.courier_id is null;
create index shipments_of_courier on shipments (courier_id, order_id, id) where courier_id is not null;
create index shipments_of_day on shipments (date, order_id, id) where date is not null;
create index shipments_waiting on shipments (order_id, id) where courier_id is null;
