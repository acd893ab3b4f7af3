-- one row per curriculum: a version of a programme's courses, under the period of the programme it belongs to
CREATE TABLE core_curricula AS
WITH placed AS (
    SELECT
        c.programme_code, c.curriculum, c.cohort_from, c.cohort_to,
        p.programme_id, p.programme AS series,
        -- The period its last cohort falls in, else the nearest: the programme keeps its last name.
        row_number() OVER (
            PARTITION BY c.programme_code, c.curriculum
            ORDER BY
                greatest(coalesce(p.valid_from, 0) - coalesce(c.cohort_to, 9999), 0)
                    + greatest(coalesce(c.cohort_to, 9999) - coalesce(p.valid_to, 9999), 0),
                coalesce(p.valid_from, 0) DESC
        ) AS nth
    FROM stg_curricula AS c
    JOIN core_programme_periods AS p USING (programme_code)
)
SELECT
    (row_number() OVER (
        ORDER BY series, programme_code, coalesce(cohort_from, 0), curriculum
    ))::INTEGER AS curriculum_id,
    * EXCLUDE (nth)
FROM placed
WHERE nth = 1;
