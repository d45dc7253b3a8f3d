-- no transaction
-- Reading the index alone needs the table's visibility map.
vacuum (analyze) product_words;
-- Not read since 0002: mistakes are looked for among the words.
drop index concurrently if exists products_similar;
