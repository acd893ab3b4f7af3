-- one row per cohort, programme, gender, wave and value, with the number of graduates
CREATE TABLE cube_{column} AS
SELECT
    cohort, programme_id, gender, wave{dims},
    {column} AS value{event},
    count(*) AS n
FROM mart_graduate_wave{population}
GROUP BY ALL;
