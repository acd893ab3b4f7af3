-- one row per cohort, programme, gender, wave, item (pair, course) and value: respondents, those with a weight, sums of weights and of their squares
CREATE TABLE cube_{column} AS
SELECT
    cohort, programme_id, gender, wave,
    {key} AS {dim},
    {value} AS value,
    count(*) AS n,
    count(weight) AS wn,
    sum(weight) AS w,
    sum(weight * weight) AS w2
FROM {mart}
WHERE {counted}
GROUP BY ALL
ORDER BY {dim}, wave, cohort;
