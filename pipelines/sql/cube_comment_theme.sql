-- one row per cohort, programme, gender, wave, question, theme and value: comments that speak of the theme, and the others that say something
CREATE TABLE cube_comment_theme AS
WITH alike AS (
    SELECT cohort, programme_id, gender, wave, item_id, themes, count(*) AS n
    FROM mart_comments
    WHERE says
    GROUP BY ALL
)
SELECT
    a.cohort, a.programme_id, a.gender, a.wave,
    a.item_id AS item,
    t.theme,
    (CASE WHEN list_contains(a.themes, t.theme) THEN 'speaks' ELSE 'silent' END)::code_comment_theme
        AS value,
    sum(a.n)::BIGINT AS n
FROM alike AS a
CROSS JOIN dim_theme AS t
GROUP BY ALL
ORDER BY item, t.theme, a.wave, a.cohort;
