-- one row per linked respondent of one survey and wave whose outcomes at that time are on record
SELECT p.respondent, {columns}
FROM (
    SELECT DISTINCT a.respondent, a.graduate_id
    FROM mart_answers AS a
    JOIN dim_item AS i USING (item_id)
    WHERE i.survey = ? AND a.wave = ? AND a.graduate_id IS NOT NULL
) AS p
JOIN mart_graduate_wave AS m ON m.graduate_id = p.graduate_id AND m.wave = ?
