-- one row per {keys} and value: graduates, and respondents with a weight, the sum of weights and of their squares
CREATE TABLE {table} AS
SELECT
    a.* EXCLUDE (registered, n),
    sum(a.n)::BIGINT AS n,
    coalesce(sum(a.n) FILTER (w.weight IS NOT NULL), 0)::BIGINT AS wn,
    sum(a.n * w.weight) AS w,
    sum(a.n * w.weight * w.weight) AS w2
FROM (
    -- Counted before weights are looked up: there are far fewer rows then.
    SELECT
        {keys},
        {column} AS value{event},
        CASE WHEN responded THEN registered END AS registered,
        count(*) AS n
    FROM mart_graduate_wave{population}
    GROUP BY ALL
) AS a
LEFT JOIN mart_weights AS w
    ON w.cohort = a.cohort AND w.wave = a.wave AND w.programme_id = a.programme_id
    AND w.gender = a.gender AND w.registered = a.registered
GROUP BY ALL
ORDER BY wave, cohort;
