-- one row per pair of items of one version that are scored alike: importance and attainment of the same thing
CREATE TABLE dim_pair AS
WITH points AS (
    SELECT scale, min(score) AS scale_min, max(score) AS scale_max
    FROM core_answer_codes
    WHERE NOT cannot_say
    GROUP BY scale
)
SELECT
    (i.survey || '/' || i.pair || '/' || i.version)::code_pair AS pair_id,
    i.survey, i.pair, i.version,
    coalesce(i.construct, a.construct) AS construct,
    coalesce(i.competence, a.competence) AS competence,
    i.label_en, i.label_zh,
    i.item_id::code_item AS importance_item,
    a.item_id::code_item AS attainment_item,
    points.scale_min, points.scale_max,
    least(i.place, a.place) AS place
FROM core_items AS i
JOIN core_items AS a
    ON a.survey = i.survey AND a.pair = i.pair AND a.version = i.version
    AND i.side = 'importance' AND a.side = 'attainment'
JOIN points ON points.scale = i.scale
JOIN points AS others
    ON others.scale = a.scale AND others.scale_min = points.scale_min
    AND others.scale_max = points.scale_max
ORDER BY place;
