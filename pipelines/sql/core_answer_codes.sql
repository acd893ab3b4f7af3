-- one row per answer of a scale: what it counts as
CREATE TABLE core_answer_codes AS
SELECT
    scale, code, place, score,
    coalesce(positive = 'yes', false) AS positive,
    coalesce(cannot_say = 'yes', false) AS cannot_say,
    coalesce(label_en, label_zh, code) AS label_en,
    coalesce(label_zh, label_en, code) AS label_zh
FROM stg_scales;
