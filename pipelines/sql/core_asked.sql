-- one row per respondent and item of the form that was put to the respondent, skipped ones included
CREATE TABLE core_asked AS
WITH closed AS (SELECT * FROM core_items WHERE kind <> 'comment'),
-- A wide export says itself what its form asked. Of a list of answers nothing but the answers is
-- known: what anybody of the same cohort and wave (or year, where there is no cohort) was asked.
form AS (
    SELECT p.survey, p.respondent, coalesce(min(a._file), any_value(p._file)) AS file
    FROM core_respondents AS p
    LEFT JOIN core_answers AS a ON a.survey = p.survey AND a.respondent = p.respondent
    GROUP BY p.survey, p.respondent
),
by_form AS (
    SELECT f.survey, f.respondent, i.item, i.item_id
    FROM form AS f
    JOIN meta_asked AS m ON m.file_id = f.file AND m.survey = f.survey
    JOIN closed AS i ON i.survey = m.survey AND i.item = m.item AND i.version = m.version
),
rest AS (
    SELECT
        p.survey, p.respondent, p.wave, p.cohort,
        CASE WHEN p.cohort IS NULL THEN year(p.answered_on) END AS year
    FROM core_respondents AS p
    ANTI JOIN by_form AS b ON b.survey = p.survey AND b.respondent = p.respondent
),
seen AS (
    SELECT DISTINCT r.survey, r.wave, r.cohort, r.year, a.item, a.item_id
    FROM core_answers AS a
    JOIN rest AS r ON r.survey = a.survey AND r.respondent = a.respondent
),
asked AS (
    FROM by_form
    UNION
    SELECT r.survey, r.respondent, s.item, s.item_id
    FROM rest AS r
    JOIN seen AS s
        ON s.survey = r.survey AND s.wave = r.wave
        AND s.cohort IS NOT DISTINCT FROM r.cohort AND s.year IS NOT DISTINCT FROM r.year
    UNION
    SELECT DISTINCT a.survey, a.respondent, a.item, a.item_id
    FROM core_answers AS a
    SEMI JOIN closed AS i ON i.item_id = a.item_id
)
-- Of several versions of an item the one that was answered, else the last.
SELECT asked.survey, asked.respondent, asked.item, asked.item_id
FROM asked
JOIN core_items AS i USING (item_id)
LEFT JOIN (SELECT DISTINCT survey, respondent, item_id, true AS yes FROM core_answers) AS given
    ON given.survey = asked.survey AND given.respondent = asked.respondent
    AND given.item_id = asked.item_id
QUALIFY given.yes OR row_number() OVER (
    PARTITION BY asked.survey, asked.respondent, asked.item
    ORDER BY coalesce(given.yes, false) DESC, i.place DESC
) = 1;
