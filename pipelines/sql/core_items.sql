-- one row per item of a survey and version: its positive set resolved, its filter question as a list
CREATE TABLE core_items AS
WITH sets AS (
    SELECT scale, string_agg(code, ';' ORDER BY place, code) AS positives
    FROM stg_scales
    WHERE positive = 'yes'
    GROUP BY scale
)
SELECT
    i.survey || '/' || i.item || '/' || coalesce(i.version, '1') AS item_id,
    i.survey, i.respondent, i.item,
    coalesce(i.version, '1') AS version,
    i.construct, i.kind, i.scale,
    coalesce(i.positives, sets.positives) AS positives,
    i.pair, i.side, i.competence,
    i.asked_item,
    list_transform(string_split(i.asked_codes, ';'), lambda x: trim(x)) AS asked_codes,
    coalesce(i.label_en, i.label_zh, i.wording_en, i.item) AS label_en,
    coalesce(i.label_zh, i.label_en, i.wording_zh, i.item) AS label_zh,
    coalesce(i.wording_en, i.wording_zh) AS wording_en,
    coalesce(i.wording_zh, i.wording_en) AS wording_zh,
    (row_number() OVER (ORDER BY i._file, i._row))::INTEGER AS place
FROM stg_items AS i
LEFT JOIN sets ON sets.scale = i.scale;
