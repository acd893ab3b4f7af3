-- one row per cohort, wave and source: the census date of a register (the date most records carry)
CREATE TABLE meta_census AS
WITH dated AS (
    SELECT g.cohort, o.wave::SMALLINT AS wave, o.source, o.observed_on, count(*) AS n
    FROM stg_outcomes AS o
    JOIN core_graduates AS g USING (graduate_id)
    GROUP BY ALL
)
SELECT
    cohort, wave, source,
    -- Answers to a survey come in over weeks: no single date stands for them.
    CASE WHEN source <> 'survey' THEN
        arg_max(observed_on, n) FILTER (WHERE observed_on IS NOT NULL)
    END AS census_on,
    sum(n)::BIGINT AS n
FROM dated
GROUP BY cohort, wave, source
ORDER BY cohort, wave, source;
