-- one row per respondent and open question answered: the text, personal data taken out on the way in
CREATE TABLE mart_comments AS
SELECT
    p.respondent, p.graduate_id, p.cohort, p.wave, p.programme_id, p.gender,
    i.item_id::code_item AS item_id,
    c.text,
    -- What is not said is told apart by script: Chinese needs a tokeniser of its own.
    coalesce(c.language, CASE WHEN regexp_matches(c.text, '\p{Han}') THEN 'zh' END) AS language,
    t.says, t.themes, t.plain
FROM stg_comments AS c
JOIN core_items AS i
    ON i.survey = c.survey AND i.item = c.item AND i.version = coalesce(c.version, '1')
JOIN core_respondents AS p ON p.survey = c.survey AND p.respondent = c.respondent_id
JOIN core_texts AS t ON t.text = c.text
ORDER BY i.item_id, p.wave, p.cohort;
