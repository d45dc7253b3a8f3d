#!/bin/sh
# At the first start of the PostgreSQL container: a database and a login role for each service, which can connect
# to its own database only. Names and passwords stand in the URLs that the services get as secrets.
set -eu
for file in /run/secrets/*-database-url; do
  url=$(cat "$file")
  login=${url#postgres://}
  login=${login%%@*}
  name=${login%%:*}
  password=${login#*:}
  psql -v ON_ERROR_STOP=1 --username postgres -v name="$name" -v password="$password" <<'SQL'
create role :"name" login nosuperuser nocreatedb nocreaterole password :'password';
create database :"name" owner :"name";
revoke connect, temporary on database :"name" from public;
SQL
done
psql -v ON_ERROR_STOP=1 --username postgres -c 'revoke connect, temporary on database postgres, template1 from public'
