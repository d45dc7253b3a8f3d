-- no transaction
call fill_found();
drop procedure fill_found();
