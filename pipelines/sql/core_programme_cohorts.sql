-- one row per programme code and cohort: the period of validity it falls in, else the nearest one
CREATE TABLE core_programme_cohorts AS
WITH used AS (
    SELECT DISTINCT programme_code, cohort FROM stg_graduates
    UNION
    SELECT DISTINCT programme_code, year FROM stg_enrolments WHERE stage = 'final'
),
candidates AS (
    SELECT
        used.programme_code, used.cohort, p.programme_id, p.described,
        greatest(coalesce(p.valid_from, used.cohort) - used.cohort, 0)
            + greatest(used.cohort - coalesce(p.valid_to, used.cohort), 0) AS years_off,
        coalesce(p.valid_from, 0) AS starts
    FROM used
    JOIN core_programme_periods AS p USING (programme_code)
)
SELECT
    programme_code, cohort,
    arg_min(programme_id, (years_off, -starts)) AS programme_id,
    min(years_off) AS years_off,
    bool_and(described) AS described
FROM candidates
GROUP BY programme_code, cohort;
