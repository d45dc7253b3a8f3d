-- Which variant of a product a line is of; null where the product was had as itself alone, as in all lines before. What it
-- was called stands in the line's name.
alter table order_lines add column variant_id uuid;
