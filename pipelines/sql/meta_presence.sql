-- one row per cohort and wave for one column, added to the others: how many values say something
INSERT INTO meta_presence
SELECT
    '{column}', cohort, {wave},
    coalesce(sum(n) FILTER (
        WHERE value IS NOT NULL AND value::VARCHAR NOT IN (SELECT code FROM core_uninformative)
    ), 0)::BIGINT
FROM cube_{column}
GROUP BY ALL
ORDER BY ALL;
