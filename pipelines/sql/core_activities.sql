-- one row per combination of main and all activities that occurs: which kinds are among them
CREATE TABLE core_activities AS
WITH combinations AS (
    SELECT DISTINCT main_activity, activities FROM core_outcomes
    WHERE main_activity IS NOT NULL OR activities IS NOT NULL
),
single AS (
    SELECT main_activity, activities,
        unnest(list_concat(
            CASE WHEN main_activity IS NULL THEN [] ELSE [main_activity::VARCHAR] END,
            coalesce(string_split(activities, ';'), [])
        )) AS code
    FROM combinations
)
SELECT
    s.main_activity,
    s.activities,
    coalesce(bool_or(k.kind = 'work'), false) AS any_work,
    coalesce(bool_or(k.kind = 'study'), false) AS any_study,
    coalesce(bool_or(k.kind = 'other_positive'), false) AS any_other_positive,
    -- What matters most to the graduate; where the most important activity was not asked, any.
    coalesce(
        bool_or(k.kind = 'work' AND (s.main_activity IS NULL OR k.code = s.main_activity::VARCHAR)),
        false
    ) AS main_work,
    coalesce(
        bool_or(k.kind = 'study' AND (s.main_activity IS NULL OR k.code = s.main_activity::VARCHAR)),
        false
    ) AS main_study
FROM single AS s
LEFT JOIN core_activity_kinds AS k ON k.code = s.code
GROUP BY s.main_activity, s.activities;
