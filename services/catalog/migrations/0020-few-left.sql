-- How many there are of the last few, as stock tells it: null for all others, and until it has told.
alter table products add column few_left integer;
