-- one row per competence that is described, asked of somebody or carried by a course
CREATE TABLE dim_competence AS
WITH asked AS (
    SELECT
        competence, arg_min(label_en, place) AS label_en, arg_min(label_zh, place) AS label_zh,
        min(place) AS place
    FROM core_items
    WHERE competence IS NOT NULL
    GROUP BY competence
),
described AS (
    SELECT
        competence, label_en, label_zh,
        row_number() OVER (ORDER BY _file, _row) AS place
    FROM stg_competences
),
named AS (
    SELECT competence FROM described
    UNION
    SELECT competence FROM asked
    UNION
    SELECT competence FROM stg_curriculum_map
)
SELECT
    n.competence,
    coalesce(d.label_en, d.label_zh, a.label_en, n.competence) AS label_en,
    coalesce(d.label_zh, d.label_en, a.label_zh, n.competence) AS label_zh,
    a.competence IS NOT NULL AS asked,
    (row_number() OVER (ORDER BY d.place, a.place, n.competence))::INTEGER AS place
FROM named AS n
LEFT JOIN described AS d USING (competence)
LEFT JOIN asked AS a USING (competence)
ORDER BY place;
