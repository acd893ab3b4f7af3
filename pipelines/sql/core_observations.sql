-- one row per graduate and wave that the cohort has: each field from the most believed source that fills it
CREATE VIEW core_observations AS
WITH spine AS (
    SELECT g.*, known.registered, w.wave
    FROM core_graduates AS g
    LEFT JOIN core_registered AS known ON known.graduate_id = g.graduate_id
    JOIN core_waves AS w ON w.cohort = g.cohort
),
-- Most observations have one record: only the others are put together field by field.
shared AS (SELECT o.* FROM core_outcomes AS o SEMI JOIN core_several USING (graduate_id, wave)),
s1 AS (SELECT * FROM shared WHERE rank = 1),
s2 AS (SELECT * FROM shared WHERE rank = 2),
s3 AS (SELECT * FROM shared WHERE rank = 3),
s4 AS (SELECT * FROM shared WHERE rank = 4),
-- The fifth source and all that are believed less, however many there are.
s5 AS (
    SELECT
        graduate_id, wave,
        bool_or(answered) AS answered,
        arg_min_null(without_evidence, rank) FILTER (WHERE destination_code IS NOT NULL)
            AS without_evidence,
        arg_min(COLUMNS(* EXCLUDE (graduate_id, wave, rank, answered, without_evidence)), rank)
    FROM shared
    WHERE rank >= 5
    GROUP BY graduate_id, wave
),
described AS (
    SELECT
        several.graduate_id,
        several.wave,
        coalesce(s1.answered, false) OR coalesce(s2.answered, false)
            OR coalesce(s3.answered, false) OR coalesce(s4.answered, false)
            OR coalesce(s5.answered, false) AS answered,
        CASE
            WHEN s1.destination_code IS NOT NULL THEN s1.without_evidence
            WHEN s2.destination_code IS NOT NULL THEN s2.without_evidence
            WHEN s3.destination_code IS NOT NULL THEN s3.without_evidence
            WHEN s4.destination_code IS NOT NULL THEN s4.without_evidence
            ELSE s5.without_evidence
        END AS without_evidence,
        coalesce(s1.destination_code, s2.destination_code, s3.destination_code, s4.destination_code, s5.destination_code)
            AS destination_code,
        coalesce(s1.activity_id, s2.activity_id, s3.activity_id, s4.activity_id, s5.activity_id)
            AS activity_id,
        coalesce(s1.seeking, s2.seeking, s3.seeking, s4.seeking, s5.seeking) AS seeking,
        coalesce(s1.work_hours, s2.work_hours, s3.work_hours, s4.work_hours, s5.work_hours)
            AS work_hours,
        coalesce(s1.employer, s2.employer, s3.employer, s4.employer, s5.employer) AS employer,
        coalesce(s1.employer_type, s2.employer_type, s3.employer_type, s4.employer_type, s5.employer_type)
            AS employer_type,
        coalesce(s1.industry, s2.industry, s3.industry, s4.industry, s5.industry) AS industry,
        coalesce(s1.occupation, s2.occupation, s3.occupation, s4.occupation, s5.occupation)
            AS occupation,
        coalesce(s1.region, s2.region, s3.region, s4.region, s5.region) AS region,
        coalesce(s1.pay_monthly, s2.pay_monthly, s3.pay_monthly, s4.pay_monthly, s5.pay_monthly)
            AS pay_monthly,
        coalesce(s1.found, s2.found, s3.found, s4.found, s5.found) AS found,
        coalesce(s1.months_to_first_job, s2.months_to_first_job, s3.months_to_first_job, s4.months_to_first_job, s5.months_to_first_job)
            AS months_to_first_job,
        coalesce(s1.field_match, s2.field_match, s3.field_match, s4.field_match, s5.field_match)
            AS field_match,
        coalesce(s1.level_match, s2.level_match, s3.level_match, s4.level_match, s5.level_match)
            AS level_match,
        coalesce(s1.job_satisfaction, s2.job_satisfaction, s3.job_satisfaction, s4.job_satisfaction, s5.job_satisfaction)
            AS job_satisfaction,
        coalesce(s1.study_institution, s2.study_institution, s3.study_institution, s4.study_institution, s5.study_institution)
            AS study_institution,
        coalesce(s1.study_country, s2.study_country, s3.study_country, s4.study_country, s5.study_country)
            AS study_country,
        coalesce(s1._file, s2._file, s3._file, s4._file, s5._file) AS _file,
        coalesce(s1._row, s2._row, s3._row, s4._row, s5._row) AS _row
    FROM core_several AS several
    LEFT JOIN s1 ON s1.graduate_id = several.graduate_id AND s1.wave = several.wave
    LEFT JOIN s2 ON s2.graduate_id = several.graduate_id AND s2.wave = several.wave
    LEFT JOIN s3 ON s3.graduate_id = several.graduate_id AND s3.wave = several.wave
    LEFT JOIN s4 ON s4.graduate_id = several.graduate_id AND s4.wave = several.wave
    LEFT JOIN s5 ON s5.graduate_id = several.graduate_id AND s5.wave = several.wave
    UNION ALL BY NAME
    SELECT o.* EXCLUDE (rank) FROM core_outcomes AS o ANTI JOIN core_several USING (graduate_id, wave)
)
SELECT
    spine.* EXCLUDE (_file, _row),
    coalesce(d._file, spine._file) AS _file,
    coalesce(d._row, spine._row) AS _row,
    coalesce(d.answered, false) AS answered,
    d.* EXCLUDE (graduate_id, wave, answered, _file, _row)
FROM spine
LEFT JOIN described AS d ON d.graduate_id = spine.graduate_id AND d.wave = spine.wave;
