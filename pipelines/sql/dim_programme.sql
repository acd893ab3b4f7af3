-- one row per programme code and period of validity, with the series it belongs to
CREATE TABLE dim_programme AS
WITH used AS (
    SELECT programme_id, min(cohort) AS cohort_from, max(cohort) AS cohort_to
    FROM core_graduates
    GROUP BY programme_id
),
ordered AS (
    SELECT
        programme_id,
        row_number() OVER (
            PARTITION BY programme
            ORDER BY (programme_code = programme) DESC, coalesce(valid_from, 0) DESC
        ) = 1 AS is_latest
    FROM core_programme_periods
)
SELECT
    p.programme_id, p.programme, p.programme_code,
    coalesce(p.name_en, p.name_zh, p.programme_code) AS name_en,
    coalesce(p.name_zh, p.name_en, p.programme_code) AS name_zh,
    p.school,
    coalesce(p.school_en, p.school_zh, p.school) AS school_en,
    coalesce(p.school_zh, p.school_en, p.school) AS school_zh,
    p.category,
    coalesce(p.category_en, p.category_zh, p.category) AS category_en,
    coalesce(p.category_zh, p.category_en, p.category) AS category_zh,
    p.class,
    coalesce(p.class_en, p.class_zh, p.class) AS class_en,
    coalesce(p.class_zh, p.class_en, p.class) AS class_zh,
    p.level, p.valid_from::SMALLINT AS valid_from, p.valid_to::SMALLINT AS valid_to,
    p.note_en, p.note_zh,
    used.cohort_from::SMALLINT AS cohort_from, used.cohort_to::SMALLINT AS cohort_to,
    ordered.is_latest, p.described
FROM core_programme_periods AS p
JOIN ordered USING (programme_id)
LEFT JOIN used USING (programme_id)
ORDER BY p.programme_id;
