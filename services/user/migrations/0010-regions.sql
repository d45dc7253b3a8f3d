-- The state, province or prefecture of an address, where addresses have one. The release before neither reads nor writes it.
alter table addresses add column region text check (char_length(region) between 1 and 60);
