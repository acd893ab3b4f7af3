-- one row per objective of a curriculum
CREATE TABLE dim_objective AS
SELECT
    o.programme_code || '/' || o.curriculum || '/' || o.objective AS objective_id,
    k.programme_id, k.curriculum, o.objective,
    coalesce(o.wording_en, o.wording_zh, o.objective) AS wording_en,
    coalesce(o.wording_zh, o.wording_en, o.objective) AS wording_zh,
    o.threshold,
    coalesce(o.years_first, 4)::SMALLINT AS years_first,
    coalesce(o.years_last, 6)::SMALLINT AS years_last,
    (row_number() OVER (ORDER BY k.curriculum_id, o._file, o._row))::INTEGER AS place
FROM stg_objectives AS o
JOIN core_curricula AS k USING (programme_code, curriculum)
ORDER BY place;
