-- one row per curriculum, its cohorts as laid down (NULL: from the beginning, still) and those of graduates who studied it
CREATE TABLE dim_curriculum AS
WITH studied AS (
    SELECT f.curriculum_id, list_sort(list(DISTINCT s.cohort)) AS cohorts
    FROM core_studied AS f
    JOIN core_studies AS s USING (studies)
    WHERE s.of_graduates
    GROUP BY f.curriculum_id
)
SELECT
    k.programme_id, k.programme_code, k.curriculum,
    k.cohort_from::SMALLINT AS cohort_from, k.cohort_to::SMALLINT AS cohort_to,
    coalesce(s.cohorts, []) AS cohorts
FROM core_curricula AS k
LEFT JOIN studied AS s USING (curriculum_id)
ORDER BY k.curriculum_id;
