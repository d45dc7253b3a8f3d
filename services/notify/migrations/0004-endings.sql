-- What a message tells of, as JSON: ids and figures, no text. Rows of the release before have none.
alter table messages add column ending text;
