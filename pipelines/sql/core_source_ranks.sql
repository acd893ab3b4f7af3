-- one row per source that occurs in the data: the lower the rank, the more it is believed
CREATE TABLE core_source_ranks AS
WITH present AS (
    SELECT DISTINCT source FROM stg_outcomes
)
SELECT
    present.source,
    row_number() OVER (ORDER BY coalesce(p.place, 1000), present.source) AS rank
FROM present
LEFT JOIN core_precedence AS p USING (source);
