-- one row per {keys} and value: graduates, and where weighted their weights added up
CREATE TABLE {table} AS
SELECT
    {keys},
    {column} AS value{event},
    sum(n)::BIGINT AS n{weights}
FROM counted{population}
GROUP BY ALL
ORDER BY wave, cohort;
