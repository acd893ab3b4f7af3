-- one row per graduate, wave and source: typed codes, rank of the source, whether a survey answer
CREATE TABLE core_outcomes AS
WITH surveyed AS (
    SELECT DISTINCT wave FROM stg_outcomes WHERE source = 'survey'
)
SELECT
    o.graduate_id,
    o.wave::SMALLINT AS wave,
    r.rank,
    -- Only the survey has answers of graduates; what employers or networks report is none. At a
    -- wave without any survey the register may carry what one asks: then a record of it that
    -- fills at least one such field is an answer.
    CASE WHEN surveyed.wave IS NOT NULL THEN o.source = 'survey'
    ELSE o.source = 'registry' AND
        coalesce(o.main_activity, o.activities, o.seeking, o.field_match, o.level_match,
                 o.job_satisfaction, o.occupation, o.work_hours::VARCHAR) IS NOT NULL
    END AS answered,
    o.evidence = 'none' AS without_evidence,
    o.destination_code::code_destination AS destination_code,
    a.activity_id,
    o.seeking::code_seeking AS seeking,
    o.work_hours,
    o.employer::name_employer AS employer,
    o.employer_type::code_employer_type AS employer_type,
    o.industry::code_industry AS industry,
    o.occupation::code_occupation AS occupation,
    o.region::code_region AS region,
    -- Pay in another currency is not mixed in; a check counts it.
    CASE WHEN o.currency IS NULL OR core_institution.currency IN ('', o.currency)
        THEN o.pay_monthly END AS pay_monthly,
    CASE WHEN o.months_to_first_job IS NOT NULL
        THEN coalesce(o.first_job_found, 'yes') = 'yes' END AS found,
    o.months_to_first_job,
    o.field_match::code_field_match AS field_match,
    o.level_match::code_level_match AS level_match,
    o.job_satisfaction::code_satisfaction AS job_satisfaction,
    o.study_institution::name_study_institution AS study_institution,
    o.study_country::name_study_country AS study_country,
    o._file,
    o._row
FROM stg_outcomes AS o
JOIN core_source_ranks AS r USING (source)
LEFT JOIN surveyed ON surveyed.wave = o.wave
LEFT JOIN core_activities AS a
    ON a.main_activity IS NOT DISTINCT FROM o.main_activity
    AND a.activities IS NOT DISTINCT FROM o.activities
CROSS JOIN core_institution;
