alter table recipients add column phone text;

-- The release before empties recipients without knowing of the telephone number, while both run side by side.
create function empty_phone() returns trigger language plpgsql as $$
begin
  new.phone := null;
  return new;
end $$;
create trigger empty_phone before update of email on recipients
  for each row when (new.email = '') execute function empty_phone();
