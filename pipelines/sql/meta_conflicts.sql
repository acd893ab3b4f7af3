-- one row per cohort, wave and field: graduates whom several sources describe, and who are described differently
CREATE TABLE meta_conflicts AS
WITH described AS (
    SELECT
        o.graduate_id, o.wave,
        CASE WHEN d.destination_group <> 'unknown' THEN d.cn_2024 END AS destination,
        o.employer_type, o.industry, o.occupation, o.region
    FROM core_outcomes AS o
    JOIN core_several USING (graduate_id, wave)
    LEFT JOIN core_destinations AS d ON d.code = o.destination_code
),
compared AS (
    SELECT
        graduate_id, wave,
        CASE WHEN count(destination) > 1 THEN min(destination) <> max(destination) END AS destination,
        CASE WHEN count(employer_type) > 1 THEN min(employer_type) <> max(employer_type) END
            AS employer_type,
        CASE WHEN count(industry) > 1 THEN min(industry) <> max(industry) END AS industry,
        CASE WHEN count(occupation) > 1 THEN min(occupation) <> max(occupation) END AS occupation,
        CASE WHEN count(region) > 1 THEN min(region) <> max(region) END AS region
    FROM described
    GROUP BY graduate_id, wave
),
by_field AS (
    UNPIVOT compared
    ON destination, employer_type, industry, occupation, region
    INTO NAME field VALUE differs
)
SELECT
    g.cohort, f.wave, f.field,
    count(*) AS graduates,
    count(*) FILTER (WHERE f.differs) AS conflicting
FROM by_field AS f
JOIN core_graduates AS g USING (graduate_id)
GROUP BY ALL
ORDER BY ALL;
