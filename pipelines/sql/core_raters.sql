-- one row per respondent who rated courses and answered, with the version of the curriculum where it is recorded
CREATE TABLE core_raters AS
WITH raters AS (
    SELECT DISTINCT survey, respondent_id AS respondent FROM stg_course_ratings
)
SELECT
    p.survey, p.respondent, p.graduate_id, p.cohort, p.wave, p.programme_id, p.gender, p.industry,
    g.curriculum_version AS version
FROM raters AS r
JOIN core_respondents AS p ON p.survey = r.survey AND p.respondent = r.respondent
LEFT JOIN stg_graduates AS g ON g.graduate_id = p.graduate_id;
