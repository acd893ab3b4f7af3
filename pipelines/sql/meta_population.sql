-- one row per cohort and wave: whom the files of its graduates were declared to contain
CREATE TABLE meta_population AS
WITH declared AS (
    SELECT DISTINCT g.cohort, s.population
    FROM (SELECT DISTINCT cohort, _file FROM core_graduates) AS g
    LEFT JOIN meta_sources AS s ON s.file_id = g._file
)
SELECT
    d.cohort, w.wave,
    -- The narrowest declaration decides, and none counts as narrow.
    CASE
        WHEN bool_or(d.population = 'employed_only') THEN 'employed_only'
        WHEN bool_or(d.population = 'respondents') THEN 'respondents'
        WHEN bool_and(d.population IS NOT DISTINCT FROM 'all_graduates') THEN 'all_graduates'
        ELSE 'with_destination'
    END AS declared
FROM declared AS d
JOIN core_waves AS w USING (cohort)
GROUP BY d.cohort, w.wave
ORDER BY d.cohort, w.wave;
