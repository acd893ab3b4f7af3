-- one row per respondent on the list of a survey: who it is counted with, linked to a graduate or on its own fields
CREATE TABLE core_listed AS
WITH linked AS (
    SELECT
        r.survey, r.respondent_id AS respondent,
        g.graduate_id,
        coalesce(r.cohort, g.cohort)::SMALLINT AS cohort,
        r.wave::SMALLINT AS wave,
        r.programme_code,
        CASE WHEN r.programme_code IS NULL THEN g.programme_id END AS of_graduate,
        coalesce(r.gender::code_gender, g.gender, 'unknown'::code_gender) AS gender,
        r.industry::code_industry AS industry,
        r.answered_on,
        -- A list without dispositions holds those who answered.
        coalesce(r.disposition, 'complete')::code_disposition AS disposition,
        r._file, r._row
    FROM stg_respondents AS r
    LEFT JOIN core_graduates AS g ON g.graduate_id = r.graduate_id
),
-- The period of validity a cohort falls in, else the nearest; the latest where no cohort is known.
periods AS (
    SELECT
        used.programme_code, used.cohort,
        arg_min(p.programme_id, (
            greatest(coalesce(p.valid_from, used.cohort, 0) - coalesce(used.cohort, 9999), 0)
                + greatest(coalesce(used.cohort, 9999) - coalesce(p.valid_to, 9999), 0),
            -coalesce(p.valid_from, 0)
        )) AS programme_id
    FROM (SELECT DISTINCT programme_code, cohort FROM linked) AS used
    JOIN core_programme_periods AS p USING (programme_code)
    GROUP BY ALL
)
SELECT
    l.* EXCLUDE (programme_code, of_graduate),
    coalesce(periods.programme_id, l.of_graduate)::SMALLINT AS programme_id
FROM linked AS l
LEFT JOIN periods
    ON periods.programme_code = l.programme_code
    AND periods.cohort IS NOT DISTINCT FROM l.cohort;
