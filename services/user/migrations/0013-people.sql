-- Customers who may not come in any more, and since when.
alter table users add column blocked_at timestamptz(3);

-- From what sort of device a session was opened.
alter table sessions add column device text;

-- The words by whose beginnings somebody is found: of names and the e-mail address, and the digits of the telephone number,
-- with and without its country.
create function person_words(first_name text, last_name text, username text, email text, phone text) returns tsvector
  language sql immutable parallel safe
  return array_to_tsvector(array_remove(
    string_to_array(
      translate(
        lower((coalesce(first_name, '') || ' ' || coalesce(last_name, '') || ' ' || coalesce(username, '') || ' '
          || coalesce(email, '')) collate pg_c_utf8),
        'ё@._+-,;:()/\''"&|!<>*' || U&'\00a0\2019', 'е' || repeat(' ', 22)) || ' '
      || regexp_replace(coalesce(phone, ''), '[^0-9]', '', 'g') || ' '
      || right(regexp_replace(coalesce(phone, ''), '[^0-9]', '', 'g'), 10),
      ' '),
    ''));
