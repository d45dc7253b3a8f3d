-- Those who cannot come back are looked through once a day, in the order in which they came.
create index users_guests on users (id) where guest;
