-- one row per cohort, wave with a survey, programme, gender and registered destination: graduates, and those who answered
CREATE TABLE core_weight_cells AS
WITH surveyed AS (
    SELECT DISTINCT wave FROM stg_outcomes WHERE source = 'survey'
),
counted AS (
    SELECT
        cohort, wave, programme_id, gender, registered,
        count(*) AS population,
        count(*) FILTER (responded) AS respondents
    FROM mart_graduate_wave
    WHERE NOT excluded
    GROUP BY ALL
)
SELECT
    c.*, d.school, d.level,
    d.school || '/' || d.level AS programme_group
FROM counted AS c
SEMI JOIN surveyed ON surveyed.wave = c.wave
JOIN dim_programme AS d USING (programme_id)
ORDER BY c.cohort, c.wave, c.programme_id, c.gender, c.registered;
