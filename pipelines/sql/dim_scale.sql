-- one row per scale and answer
CREATE TABLE dim_scale AS
SELECT scale, code, place, score, positive, cannot_say, label_en, label_zh
FROM core_answer_codes
ORDER BY scale, place, code;
