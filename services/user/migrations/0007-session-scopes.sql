-- What a session is good for besides everything (null): the commands of whoever runs the shop, each by its name.
alter table sessions add column scope text;
-- Sessions that releases before opened for those commands were whole ones and lasted for 30 days, and nothing says which:
-- the administrator whom a shop is opened with signs in once more.
delete from sessions where user_id in (select id from users where lower(username) = 'admin' and is_admin);
