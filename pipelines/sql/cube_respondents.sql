-- one row per survey, wave, group and final disposition: everybody on the list of the survey, and how many are linked
CREATE TABLE cube_respondents AS
SELECT
    survey, cohort, wave, programme_id, gender, disposition,
    count(*)::BIGINT AS n,
    count(graduate_id)::BIGINT AS linked,
FROM core_listed
GROUP BY ALL
ORDER BY ALL;
