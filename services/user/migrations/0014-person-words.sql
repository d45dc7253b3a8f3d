-- no transaction
drop index concurrently if exists users_person_words;
create index concurrently users_person_words
  on users using gin (person_words(first_name, last_name, username, email, phone));
