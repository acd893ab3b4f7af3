-- one row per respondent, item and answer chosen, the item with its version
CREATE TABLE core_answers AS
SELECT r.survey, r.respondent_id AS respondent, i.item, i.item_id, r.code, r._file
FROM stg_responses AS r
JOIN core_items AS i
    ON i.survey = r.survey AND i.item = r.item AND i.version = coalesce(r.version, '1')
SEMI JOIN core_respondents AS p
    ON p.survey = r.survey AND p.respondent = r.respondent_id;
