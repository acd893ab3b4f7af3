-- one row per respondent and item of the form that was put to the respondent, skipped ones included
CREATE TABLE core_asked AS
WITH closed AS (
    SELECT survey, item, version, item_id, place, count(*) OVER (PARTITION BY survey, item) AS versions
    FROM core_items
    WHERE kind <> 'comment'
),
-- A wide export says itself what its form asked. Of a list of answers nothing but the answers is
-- known: what anybody of the same cohort and wave (or year, where there is no cohort) was asked.
forms AS (
    SELECT m.file_id AS file, m.survey, i.item_id
    FROM meta_asked AS m
    JOIN closed AS i ON i.survey = m.survey AND i.item = m.item AND i.version = m.version
),
answered AS (
    SELECT survey, respondent, min(_file) AS file FROM core_answers GROUP BY survey, respondent
),
people AS (
    SELECT
        p.survey, p.respondent, p.wave, p.cohort,
        CASE WHEN p.cohort IS NULL THEN year(p.answered_on) END AS year,
        coalesce(a.file, p._file) AS file
    FROM core_respondents AS p
    LEFT JOIN answered AS a ON a.survey = p.survey AND a.respondent = p.respondent
),
rest AS (
    FROM people AS p ANTI JOIN forms AS f ON f.file = p.file AND f.survey = p.survey
),
seen AS (
    SELECT DISTINCT r.survey, r.wave, r.cohort, r.year, a.item_id
    FROM core_answers AS a
    JOIN rest AS r ON r.survey = a.survey AND r.respondent = a.respondent
),
-- An item belongs to one survey: with it, a respondent is told apart by identifier alone.
asked AS (
    SELECT p.respondent, f.item_id
    FROM people AS p
    JOIN forms AS f ON f.file = p.file AND f.survey = p.survey
    UNION
    SELECT r.respondent, s.item_id
    FROM rest AS r
    JOIN seen AS s
        ON s.survey = r.survey AND s.wave = r.wave
        AND s.cohort IS NOT DISTINCT FROM r.cohort AND s.year IS NOT DISTINCT FROM r.year
    UNION
    SELECT a.respondent, a.item_id
    FROM core_answers AS a
    SEMI JOIN closed AS i ON i.item_id = a.item_id
)
SELECT i.survey, asked.respondent, i.item, asked.item_id
FROM asked
JOIN closed AS i ON i.item_id = asked.item_id AND i.versions = 1
UNION ALL
-- Of several versions of an item the one that was answered, else the last.
SELECT i.survey, asked.respondent, i.item, asked.item_id
FROM asked
JOIN closed AS i ON i.item_id = asked.item_id AND i.versions > 1
LEFT JOIN (SELECT DISTINCT respondent, item_id, true AS yes FROM core_answers) AS given
    ON given.respondent = asked.respondent AND given.item_id = asked.item_id
QUALIFY given.yes OR row_number() OVER (
    PARTITION BY i.survey, asked.respondent, i.item
    ORDER BY coalesce(given.yes, false) DESC, i.place DESC
) = 1;
