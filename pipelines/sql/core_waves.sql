-- one row per cohort and wave in which something was recorded about at least one of its graduates
CREATE TABLE core_waves AS
WITH seen AS (
    SELECT graduate_id, wave FROM core_outcomes
    UNION ALL
    SELECT graduate_id, wave FROM core_invitations
)
SELECT g.cohort, seen.wave, count(*) AS records
FROM seen
JOIN core_graduates AS g USING (graduate_id)
GROUP BY g.cohort, seen.wave;
