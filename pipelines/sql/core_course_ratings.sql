-- one row per respondent and course rated: the course of the curriculum studied, or why there is none
CREATE TABLE core_course_ratings AS
WITH people AS (
    SELECT p.*, s.studies
    FROM core_raters AS p
    JOIN core_studies AS s
        ON s.programme_id IS NOT DISTINCT FROM p.programme_id
        AND s.cohort IS NOT DISTINCT FROM p.cohort
        AND s.version IS NOT DISTINCT FROM p.version
),
found AS (
    SELECT s.studies, c.course, any_value(c.course_id)::code_course AS course_id, count(*) AS courses
    FROM core_studied AS s
    JOIN core_courses AS c USING (curriculum_id)
    GROUP BY s.studies, c.course
),
described AS (
    SELECT DISTINCT studies, true AS yes FROM core_studied
),
-- What a pair of answers counts as is decided once for each pair, not for each respondent.
answers AS (
    SELECT DISTINCT importance_scale, importance, met_scale, met FROM stg_course_ratings
),
kinds AS (
    SELECT
        a.*,
        (CASE
            WHEN a.importance IS NULL THEN 'not_answered'
            WHEN i.cannot_say THEN 'cannot_say'
            WHEN NOT i.positive THEN 'not_important'
            WHEN a.met IS NULL OR m.cannot_say THEN 'important_unanswered'
            WHEN m.positive THEN 'important_met'
            ELSE 'important_unmet'
        END)::code_course_need AS need,
        CASE WHEN NOT i.cannot_say THEN i.score END AS importance_score,
        -- How well it was met is asked of those only who rate the course important.
        CASE WHEN i.positive AND NOT m.cannot_say THEN m.score END AS met_score
    FROM answers AS a
    LEFT JOIN core_answer_codes AS i ON i.scale = a.importance_scale AND i.code = a.importance
    LEFT JOIN core_answer_codes AS m ON m.scale = a.met_scale AND m.code = a.met
)
SELECT
    p.survey, p.respondent, p.graduate_id, p.cohort, p.wave, p.programme_id, p.gender, p.industry,
    CASE WHEN f.courses = 1 THEN f.course_id END AS course_id,
    CASE
        WHEN f.courses = 1 THEN NULL
        WHEN f.courses > 1 THEN 'several'
        WHEN p.programme_id IS NULL THEN 'no_programme'
        WHEN d.yes IS NULL THEN 'no_curriculum'
        ELSE 'not_in_curriculum'
    END AS problem,
    k.need, k.importance_score, k.met_score,
    r.course, r.importance_scale,
    CASE WHEN k.met_score IS NOT NULL THEN r.met_scale END AS met_scale
FROM stg_course_ratings AS r
JOIN people AS p ON p.survey = r.survey AND p.respondent = r.respondent_id
LEFT JOIN found AS f ON f.studies = p.studies AND f.course = r.course
LEFT JOIN described AS d ON d.studies = p.studies
JOIN kinds AS k
    ON k.importance_scale = r.importance_scale
    AND k.importance IS NOT DISTINCT FROM r.importance
    AND k.met_scale IS NOT DISTINCT FROM r.met_scale
    AND k.met IS NOT DISTINCT FROM r.met;
