-- no transaction
-- What was read before an interruption is not read again.
call fill_facts();
