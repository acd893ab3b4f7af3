-- one row per respondent and question with a score, of one survey and wave; importance is left out
SELECT
    a.respondent,
    a.programme_id::INTEGER AS programme_id,
    i.place,
    a.score
FROM mart_answers AS a
JOIN dim_item AS i USING (item_id)
WHERE
    i.survey = ? AND a.wave = ? AND a.first AND a.score IS NOT NULL
    AND i.kind = 'scale' AND i.side IS DISTINCT FROM 'importance'
