-- one row per cohort, programme and value, with the number of students counted in the source
CREATE TABLE cube_{column} AS
WITH due AS (
    SELECT e.year::SMALLINT AS cohort, p.programme_id, e.enrolled, e.{counted} AS counted
    FROM stg_enrolments AS e
    JOIN core_programme_cohorts AS p
        ON p.programme_code = e.programme_code AND p.cohort = e.year
    WHERE e.stage = 'final' AND e.enrolled IS NOT NULL AND e.{counted} <= e.enrolled
),
spread AS (
    SELECT cohort, programme_id, '{yes}'::code_{column} AS value, counted AS n FROM due
    UNION ALL
    SELECT cohort, programme_id, '{no}'::code_{column}, enrolled - counted FROM due
)
SELECT cohort, programme_id, value, sum(n)::BIGINT AS n
FROM spread
GROUP BY ALL;
