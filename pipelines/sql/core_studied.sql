-- one row per kind of studies and curriculum that fits what is known of them
CREATE TABLE core_studied AS
WITH fitting AS (
    SELECT
        s.studies, k.curriculum_id,
        k.programme_code <> p.programme_code AS of_another_code
    FROM core_studies AS s
    JOIN core_programme_periods AS p USING (programme_id)
    -- A renamed or merged programme may still follow a curriculum of its old code.
    JOIN core_curricula AS k ON k.series = p.programme
    WHERE CASE
        WHEN s.version IS NOT NULL THEN k.curriculum = s.version
        ELSE s.cohort IS NULL
            OR s.cohort BETWEEN coalesce(k.cohort_from, 0) AND coalesce(k.cohort_to, 9999)
    END
)
SELECT studies, curriculum_id
FROM fitting
-- What stands under the programme's own code goes first.
QUALIFY NOT of_another_code OR bool_and(of_another_code) OVER (PARTITION BY studies);
