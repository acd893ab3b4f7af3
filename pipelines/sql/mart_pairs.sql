-- one row per respondent and pair with both sides scored: importance, attainment and their difference (positive = shortage)
CREATE TABLE mart_pairs AS
SELECT
    i.respondent, i.graduate_id, i.cohort, i.wave, i.programme_id, i.gender, i.industry,
    d.pair_id,
    i.score AS importance,
    a.score AS attainment,
    i.score - a.score AS gap,
    i.weight
FROM dim_pair AS d
JOIN mart_answers AS i ON i.item_id = d.importance_item
JOIN mart_answers AS a ON a.item_id = d.attainment_item AND a.respondent = i.respondent
WHERE i.first AND a.first AND i.score IS NOT NULL AND a.score IS NOT NULL
ORDER BY d.pair_id, i.wave, i.cohort;
