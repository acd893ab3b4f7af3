-- one row per respondent, item of the form and answer chosen; one row where none was
CREATE TABLE mart_answers AS
SELECT
    p.respondent,
    p.graduate_id,
    p.cohort,
    p.wave,
    p.programme_id,
    p.gender,
    coalesce(p.industry, w.industry) AS industry,
    asked.item_id::code_item AS item_id,
    a.code,
    CASE WHEN NOT s.cannot_say THEN s.score END AS score,
    (CASE
        WHEN a.code IS NULL AND skipped.item_id IS NOT NULL THEN 'not_asked'
        WHEN a.code IS NULL THEN 'not_answered'
        WHEN s.cannot_say THEN 'cannot_say'
        -- Options are chosen, not agreed to: any of them is an answer.
        WHEN i.kind = 'multi' THEN 'positive'
        WHEN list_contains(string_split(i.positives, ';'), a.code) THEN 'positive'
        ELSE 'negative'
    END)::code_answer_status AS answer_status,
    -- Several answers to one item are several rows, and one respondent.
    row_number() OVER (
        PARTITION BY asked.survey, asked.respondent, asked.item_id ORDER BY s.place, a.code
    ) = 1 AS first,
    w.weight
FROM core_asked AS asked
JOIN core_respondents AS p
    ON p.survey = asked.survey AND p.respondent = asked.respondent
JOIN core_items AS i ON i.item_id = asked.item_id
LEFT JOIN core_answers AS a
    ON a.survey = asked.survey AND a.respondent = asked.respondent AND a.item_id = asked.item_id
LEFT JOIN core_answer_codes AS s ON s.scale = i.scale AND s.code = a.code
LEFT JOIN core_skipped AS skipped
    ON skipped.survey = asked.survey AND skipped.respondent = asked.respondent
    AND skipped.item_id = asked.item_id
LEFT JOIN core_respondent_weights AS w
    ON w.survey = p.survey AND w.respondent = p.respondent
ORDER BY asked.item_id, p.wave, p.cohort;
