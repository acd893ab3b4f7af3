-- one row per cohort
CREATE TABLE dim_cohort AS
SELECT
    cohort,
    count(*) AS graduates,
    count(*) FILTER (WHERE not_completed) AS not_completed
FROM core_graduates
GROUP BY cohort
ORDER BY cohort;
