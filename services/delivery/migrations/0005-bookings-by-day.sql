-- no transaction
-- For the board, which reads the bookings of some days. Days follow the order in which bookings were made to within two
-- weeks, so that ranges of pages are enough; it costs a booking nothing, as an index of rows would.
create index concurrently if not exists bookings_date on bookings using brin (date)
  with (pages_per_range = 8, autosummarize = on);
