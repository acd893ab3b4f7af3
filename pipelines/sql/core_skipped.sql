-- one row per respondent and item that the form did not ask: the answer to a filter question before it led past it
CREATE TABLE core_skipped AS
WITH RECURSIVE filters AS (
    SELECT item_id, survey, asked_item, asked_codes, 1 AS step
    FROM core_items
    WHERE asked_item IS NOT NULL
    UNION ALL
    -- What leads past a filter question leads past all that hangs on it.
    SELECT f.item_id, f.survey, i.asked_item, i.asked_codes, f.step + 1
    FROM filters AS f
    JOIN core_items AS i ON i.survey = f.survey AND i.item = f.asked_item
    WHERE i.asked_item IS NOT NULL AND f.step < 20
),
chosen AS (
    SELECT a.survey, a.respondent, a.item, list(a.code) AS codes
    FROM core_answers AS a
    SEMI JOIN filters AS f ON f.survey = a.survey AND f.asked_item = a.item
    GROUP BY a.survey, a.respondent, a.item
)
SELECT DISTINCT c.survey, c.respondent, f.item_id
FROM filters AS f
JOIN chosen AS c ON c.survey = f.survey AND c.item = f.asked_item
WHERE NOT list_has_any(c.codes, f.asked_codes);
