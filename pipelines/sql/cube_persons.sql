-- one row per cohort, programme, gender, wave and value, with the number of graduates
CREATE TABLE cube_{column} AS
SELECT
    cohort, programme_id, gender, wave{dims},
    {value} AS value{event},
    {counted} AS n{weights}
FROM {rows}
GROUP BY ALL;
