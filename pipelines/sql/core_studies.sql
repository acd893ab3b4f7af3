-- one row per kind of studies: programme, cohort and recorded version of the curriculum, of graduates and of raters
CREATE TABLE core_studies AS
WITH recorded AS (
    SELECT DISTINCT programme_code, cohort, curriculum_version AS version FROM stg_graduates
    WHERE (SELECT count(*) > 0 FROM stg_curricula)
),
kinds AS (
    SELECT p.programme_id, r.cohort::SMALLINT AS cohort, r.version, true AS of_graduates
    FROM recorded AS r
    JOIN core_programme_cohorts AS p
        ON p.programme_code = r.programme_code AND p.cohort = r.cohort
    UNION ALL
    SELECT DISTINCT programme_id, cohort, version, false FROM core_raters
)
SELECT
    row_number() OVER ()::INTEGER AS studies,
    programme_id, cohort, version, bool_or(of_graduates) AS of_graduates
FROM kinds
GROUP BY programme_id, cohort, version;
