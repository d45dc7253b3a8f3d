-- no transaction
-- What was given before an interruption is not given again.
call fill_slugs();
