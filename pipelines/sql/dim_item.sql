-- one row per item of a survey and version
CREATE TABLE dim_item AS
SELECT
    item_id::code_item AS item_id, survey, respondent::VARCHAR AS respondent, item, version,
    construct, kind::VARCHAR AS kind, scale, positives, pair, side::VARCHAR AS side, competence,
    asked_item, array_to_string(asked_codes, ';') AS asked_codes,
    label_en, label_zh, wording_en, wording_zh, place
FROM core_items
ORDER BY place;
