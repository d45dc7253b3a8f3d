-- Where on the shelves something lies, in whatever words the shop has for it; null: nobody has said.
alter table goods add column place text check (length(place) between 1 and 40);
