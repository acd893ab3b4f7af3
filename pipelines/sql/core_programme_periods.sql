-- one row per programme code and period of validity, codes that only appear in the data included
CREATE TABLE core_programme_periods AS
WITH mentioned AS (
    SELECT DISTINCT programme_code FROM stg_graduates
    UNION
    SELECT DISTINCT programme_code FROM stg_enrolments WHERE stage = 'final'
),
undescribed AS (
    SELECT programme_code FROM mentioned
    EXCEPT
    SELECT programme_code FROM stg_programmes
),
periods AS (
    SELECT
        programme_code, name_en, name_zh,
        school_code AS school, school_en, school_zh,
        category_code AS category, category_en, category_zh,
        class_code AS class, class_en, class_zh,
        level, valid_from, valid_to, true AS described
    FROM stg_programmes
    UNION ALL BY NAME
    SELECT
        programme_code, programme_code AS name_en, programme_code AS name_zh,
        'unknown' AS school, 'Not recorded' AS school_en, '未登记' AS school_zh,
        false AS described
    FROM undescribed
)
SELECT
    (row_number() OVER (
        ORDER BY coalesce(l.series, p.programme_code), coalesce(p.valid_from, 0), p.programme_code
    ))::SMALLINT AS programme_id,
    coalesce(l.series, p.programme_code) AS programme,
    p.*,
    coalesce(l.note_en, '') AS note_en,
    coalesce(l.note_zh, '') AS note_zh
FROM periods AS p
LEFT JOIN core_lineage AS l USING (programme_code);
