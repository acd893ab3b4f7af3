-- one row per course, cohort, wave and scale of its ratings: a mean of two scales is none
CREATE TABLE dim_course_scale AS
WITH used AS (
    SELECT DISTINCT
        course_id, cohort, wave, survey, unnest(['importance', 'met']) AS side,
        unnest([importance_scale, met_scale]) AS scale
    FROM core_course_ratings
    WHERE problem IS NULL
),
points AS (
    SELECT scale, min(score) AS scale_min, max(score) AS scale_max
    FROM core_answer_codes
    WHERE NOT cannot_say
    GROUP BY scale
),
kinds AS (
    SELECT survey, any_value(respondent) AS respondent FROM core_items GROUP BY survey
)
SELECT DISTINCT
    u.course_id, u.cohort, u.wave, u.side, u.scale,
    coalesce(k.respondent::VARCHAR, '') AS respondent, p.scale_min, p.scale_max
FROM used AS u
LEFT JOIN points AS p USING (scale)
LEFT JOIN kinds AS k USING (survey)
WHERE u.scale IS NOT NULL
ORDER BY ALL;
