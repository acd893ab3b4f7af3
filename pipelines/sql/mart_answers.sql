-- one row per respondent, item of the form and answer chosen; one row where none was
CREATE TABLE mart_answers AS
-- What an answer counts as is decided once for each item and answer, not for each respondent.
WITH kinds AS (
    SELECT
        i.item_id, s.code, s.place,
        CASE WHEN NOT s.cannot_say THEN s.score END AS score,
        (CASE
            WHEN s.cannot_say THEN 'cannot_say'
            -- Options are chosen, not agreed to: any of them is an answer.
            WHEN i.kind = 'multi' THEN 'positive'
            WHEN list_contains(string_split(i.positives, ';'), s.code) THEN 'positive'
            ELSE 'negative'
        END)::code_answer_status AS answer_status
    FROM core_items AS i
    JOIN core_answer_codes AS s ON s.scale = i.scale
),
-- Several answers to one item are several rows, and one respondent.
several AS (
    SELECT respondent, item_id FROM core_answers GROUP BY respondent, item_id HAVING count(*) > 1
),
later AS (
    SELECT a.respondent, a.item_id, a.code
    FROM core_answers AS a
    SEMI JOIN several AS m ON m.respondent = a.respondent AND m.item_id = a.item_id
    LEFT JOIN kinds AS k ON k.item_id = a.item_id AND k.code = a.code
    QUALIFY row_number() OVER (PARTITION BY a.respondent, a.item_id ORDER BY k.place, a.code) > 1
)
SELECT
    p.respondent,
    p.graduate_id,
    p.cohort,
    p.wave,
    p.programme_id,
    p.gender,
    coalesce(p.industry, w.industry) AS industry,
    asked.item_id,
    a.code,
    k.score,
    CASE
        WHEN k.answer_status IS NOT NULL THEN k.answer_status
        WHEN a.code IS NULL AND skipped.item_id IS NOT NULL THEN 'not_asked'::code_answer_status
        WHEN a.code IS NULL THEN 'not_answered'::code_answer_status
        ELSE 'negative'::code_answer_status
    END AS answer_status,
    later.item_id IS NULL AS first,
    w.weight
FROM core_asked AS asked
JOIN core_respondents AS p
    ON p.survey = asked.survey AND p.respondent = asked.respondent
LEFT JOIN core_answers AS a
    ON a.respondent = asked.respondent AND a.item_id = asked.item_id
LEFT JOIN kinds AS k ON k.item_id = a.item_id AND k.code = a.code
LEFT JOIN later
    ON later.respondent = a.respondent AND later.item_id = a.item_id AND later.code = a.code
LEFT JOIN core_skipped AS skipped
    ON skipped.respondent = asked.respondent AND skipped.item_id = asked.item_id
LEFT JOIN core_respondent_weights AS w
    ON w.survey = p.survey AND w.respondent = p.respondent
-- People with one weight lie together: a column that repeats takes next to no room.
ORDER BY asked.item_id, p.wave, p.cohort, p.programme_id, p.gender, w.weight;
