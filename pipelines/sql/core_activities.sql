-- one row per combination of main and all activities that occurs: which kinds are among them
CREATE TABLE core_activities AS
WITH combinations AS (
    SELECT DISTINCT main_activity, activities FROM stg_outcomes
    WHERE main_activity IS NOT NULL OR activities IS NOT NULL
),
single AS (
    SELECT main_activity, activities,
        unnest(list_concat(
            CASE WHEN main_activity IS NULL THEN [] ELSE [main_activity] END,
            coalesce(string_split(activities, ';'), [])
        )) AS code
    FROM combinations
),
judged AS (
    SELECT
        s.main_activity, s.activities, k.kind,
        -- What matters most to the graduate; where that was not asked, any activity.
        s.main_activity IS NULL OR s.code = s.main_activity AS main
    FROM single AS s
    LEFT JOIN core_activity_kinds AS k ON k.code = trim(s.code)
)
SELECT
    (row_number() OVER (ORDER BY main_activity, activities))::INTEGER AS activity_id,
    main_activity,
    activities,
    main_activity IS NOT NULL AS main_asked,
    coalesce(bool_or(kind = 'work'), false) AS any_work,
    coalesce(bool_or(kind = 'study'), false) AS any_study,
    coalesce(bool_or(kind = 'other_positive'), false) AS any_other_positive,
    coalesce(bool_or(kind = 'work' AND main), false) AS main_work,
    coalesce(bool_or(kind = 'study' AND main), false) AS main_study
FROM judged
GROUP BY main_activity, activities;
