-- one row per combination of what is compared or weighted that occurs, with its number and the weight of each
CREATE TEMP TABLE counted AS
SELECT a.* EXCLUDE (registered), w.weight
FROM (
    -- Most graduates did not answer and are alike in all of it: every column counts fewer rows.
    SELECT
        cohort, programme_id, gender, wave, entry_band, origin, excluded,
        {columns},
        CASE WHEN responded THEN registered END AS registered,
        count(*) AS n
    FROM mart_graduate_wave
    GROUP BY ALL
) AS a
LEFT JOIN mart_weights AS w
    ON w.cohort = a.cohort AND w.wave = a.wave AND w.programme_id = a.programme_id
    AND w.gender = a.gender AND w.registered = a.registered;
