-- one row per respondent and course of the curriculum studied: how important it is in work, and how well it met that
CREATE TABLE mart_course_ratings AS
SELECT
    r.respondent, r.graduate_id, r.cohort, r.wave, r.programme_id, r.gender,
    coalesce(r.industry, w.industry) AS industry,
    r.course_id,
    r.need AS course_need,
    -- Of those only who are known to work in their field then.
    CASE WHEN w.related THEN r.need ELSE 'excluded'::code_course_need END AS course_need_related,
    r.importance_score AS importance,
    r.met_score AS met,
    w.weight
FROM core_course_ratings AS r
LEFT JOIN core_respondent_weights AS w ON w.survey = r.survey AND w.respondent = r.respondent
WHERE r.problem IS NULL
ORDER BY r.course_id, r.wave, r.cohort, r.gender, w.weight;
