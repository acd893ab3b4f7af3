-- one row per course of a curriculum
CREATE TABLE dim_course AS
WITH instead AS (
    -- What took its place stands in the same curriculum or, mostly, in the latest of the programme.
    SELECT
        c.course_id,
        arg_min(o.name_en, (o.curriculum_id <> c.curriculum_id, -o.curriculum_id)) AS name_en,
        arg_min(o.name_zh, (o.curriculum_id <> c.curriculum_id, -o.curriculum_id)) AS name_zh
    FROM core_courses AS c
    JOIN core_curricula AS k USING (curriculum_id)
    JOIN core_curricula AS l ON l.series = k.series
    JOIN core_courses AS o ON o.curriculum_id = l.curriculum_id AND o.course = c.replaced_by
    GROUP BY c.course_id
)
SELECT
    c.course_id::code_course AS course_id,
    k.programme_id, k.curriculum, c.course, c.name_en, c.name_zh, c.credits, c.core,
    c.offered, c.offered_until, c.replaced_by,
    i.name_en AS replaced_by_en, i.name_zh AS replaced_by_zh,
    c.place
FROM core_courses AS c
JOIN core_curricula AS k USING (curriculum_id)
LEFT JOIN instead AS i ON i.course_id = c.course_id
ORDER BY c.place;
