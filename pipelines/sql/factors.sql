-- one row per cohort, programme, gender, entry band, origin, wave and value, with the number of graduates
CREATE TABLE factors_{column} AS
SELECT
    cohort, programme_id, gender, wave{dims}, entry_band, origin,
    {column} AS value{event},
    count(*) AS n
FROM mart_graduate_wave{population}
GROUP BY ALL
ORDER BY wave, cohort;
