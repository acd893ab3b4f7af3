-- one row per course of a curriculum
CREATE TABLE core_courses AS
SELECT
    c.programme_code || '/' || c.curriculum || '/' || c.course AS course_id,
    k.curriculum_id, c.course,
    coalesce(c.name_en, c.name_zh, c.course) AS name_en,
    coalesce(c.name_zh, c.name_en, c.course) AS name_zh,
    c.credits,
    coalesce(c.core = 'yes', false) AS core,
    coalesce(c.offered_until >= current_date, true) AS offered,
    c.offered_until, c.replaced_by,
    (row_number() OVER (ORDER BY k.curriculum_id, c._file, c._row))::INTEGER AS place
FROM stg_courses AS c
JOIN core_curricula AS k USING (programme_code, curriculum);
