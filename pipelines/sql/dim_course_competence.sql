-- one row per course of a curriculum and competence it carries
CREATE TABLE dim_course_competence AS
SELECT c.course_id::code_course AS course_id, m.competence, m.share
FROM stg_curriculum_map AS m
JOIN core_curricula AS k
    ON k.programme_code = m.programme_code AND k.curriculum = m.curriculum
JOIN core_courses AS c ON c.curriculum_id = k.curriculum_id AND c.course = m.course
ORDER BY c.place, m.share DESC, m.competence;
