-- no transaction
create index concurrently if not exists search_words_lexeme on search_words (lexeme);
create index concurrently if not exists search_words_near on search_words using gin (near) with (fastupdate = off);
create index concurrently if not exists search_words_similar
  on search_words using gin (word gin_trgm_ops) with (fastupdate = off) where word !~ '[0-9]';
