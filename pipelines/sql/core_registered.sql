-- one row per graduate in the register: group of the registered destination, at the wave at which the register knows most of the cohort
CREATE TABLE core_registered AS
WITH registered AS (
    SELECT g.graduate_id, g.cohort, o.wave, d.destination_group, d.registered
    FROM core_outcomes AS o
    JOIN core_source_ranks AS r ON r.rank = o.rank AND r.source = 'registry'
    JOIN core_graduates AS g ON g.graduate_id = o.graduate_id
    LEFT JOIN core_destinations AS d ON d.code = o.destination_code
),
waves AS (
    SELECT
        cohort, wave,
        count(*) FILTER (destination_group NOT IN ('unknown', 'excluded')) AS known
    FROM registered
    GROUP BY ALL
),
-- The later of two that know as many.
chosen AS (SELECT cohort, arg_max(wave, (known, wave)) AS wave FROM waves GROUP BY cohort)
SELECT
    r.graduate_id,
    r.wave,
    coalesce(r.registered, 'unknown') AS registered
FROM registered AS r
JOIN chosen USING (cohort, wave);
