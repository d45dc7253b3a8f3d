-- no transaction
-- Reading the index alone needs the table's visibility map; the indexes by letters need their statistics.
vacuum (analyze) product_terms;
analyze products, search_words;
drop procedure if exists fill_found();
