-- one row per graduate and wave: one status column per standard, one place per graduate in each
CREATE TABLE mart_graduate_wave AS
WITH placed AS (
    SELECT
        o.* REPLACE (coalesce(o.destination_code, '00'::code_destination) AS destination_code),
        d.cn_2021, d.cn_2024, d.nace AS nace_place, d.destination_group,
        s.hesa,
        l.status AS level_status,
        coalesce(a.any_work, false) AS any_work,
        coalesce(a.any_study, false) AS any_study,
        coalesce(a.any_other_positive, false) AS any_other_positive,
        coalesce(a.main_work, false) AS main_work,
        coalesce(a.main_study, false) AS main_study,
        a.activity_id IS NOT NULL AS activity_known,
        coalesce(a.main_asked, false) AS main_asked,
        r.kind = 'abroad' AS region_abroad,
        r.served AS region_served,
        i.disposition
    FROM core_observations AS o
    LEFT JOIN core_destinations AS d ON d.code = coalesce(o.destination_code, '00'::code_destination)
    LEFT JOIN core_occupations AS s ON s.code = o.occupation
    LEFT JOIN core_levels AS l ON l.code = o.level_match
    LEFT JOIN core_regions AS r ON r.code = o.region
    LEFT JOIN core_activities AS a USING (activity_id)
    LEFT JOIN core_invitations AS i
        ON i.graduate_id = o.graduate_id AND i.wave = o.wave
),
situated AS (
    SELECT
        *,
        not_completed OR destination_group = 'excluded' AS excluded,
        destination_group <> 'unknown' AS destination_known,
        -- The destination decides; the activity where no destination is known.
        destination_group = 'employed'
            OR (destination_group = 'unknown' AND main_work) AS employed,
        destination_group = 'study'
            OR (destination_group = 'unknown' AND main_study) AS studies,
        -- What the graduate calls the most important activity decides; the destination where
        -- that was not asked.
        CASE WHEN main_asked THEN main_work
            ELSE destination_group = 'employed' OR (destination_group = 'unknown' AND main_work)
        END AS in_work,
        -- An answer of which nothing can be used is no answer.
        answered AND (
            destination_group <> 'unknown' OR activity_known
            OR work_hours IS NOT NULL OR seeking IS NOT NULL
        ) AS usable
    FROM placed
)
SELECT
    graduate_id,
    cohort,
    wave,
    programme_id,
    gender,
    -- The population is those who graduated; every standard agrees on who is outside it.
    CASE WHEN excluded THEN 'excluded'::code_cn_2021 ELSE cn_2021 END AS cn_2021,
    CASE WHEN excluded THEN 'excluded'::code_cn_2024 ELSE cn_2024 END AS cn_2024,
    CASE WHEN NOT excluded THEN destination_code END AS destination,
    -- The register codes everyone; a graduate without any evidence of waiting is not known (NACE).
    CASE
        WHEN excluded THEN 'excluded'::code_nace
        WHEN destination_code = '70' AND without_evidence THEN 'unknown'::code_nace
        WHEN nace_place IS NOT NULL THEN nace_place
        WHEN work_hours >= 30 THEN 'employed_full_time'::code_nace
        WHEN work_hours < 30 THEN 'employed_part_time'::code_nace
        ELSE 'employed_hours_unknown'::code_nace
    END AS nace,
    -- Full-time is 35 hours or more over all jobs (QILT). Under one hour a week is not working.
    -- Who answered but did not say what work is sought has a place of its own.
    CASE
        WHEN excluded THEN 'excluded'::code_qilt
        WHEN NOT usable THEN 'no_response'::code_qilt
        WHEN work_hours >= 35 THEN 'employed_full_time'::code_qilt
        WHEN work_hours >= 1 AND seeking = 'full_time'
            THEN 'part_time_seeking_full_time'::code_qilt
        WHEN work_hours >= 1 AND seeking IS NULL
            THEN 'part_time_seeking_unknown'::code_qilt
        WHEN work_hours >= 1 THEN 'part_time_content'::code_qilt
        WHEN work_hours IS NULL AND employed THEN 'employed_hours_unknown'::code_qilt
        WHEN seeking = 'full_time' THEN 'unemployed_seeking_full_time'::code_qilt
        WHEN seeking = 'part_time' THEN 'unemployed_seeking_part_time'::code_qilt
        WHEN seeking = 'none' THEN 'not_in_labour_force'::code_qilt
        WHEN work_hours IS NULL AND in_work THEN 'employed_hours_unknown'::code_qilt
        ELSE 'not_working_seeking_unknown'::code_qilt
    END AS qilt,
    -- Positive if any activity is (OfS): work in major groups 1-3, then study, then the others.
    CASE
        WHEN excluded THEN 'excluded'::code_ofs
        WHEN NOT usable THEN 'no_response'::code_ofs
        WHEN (any_work OR destination_group = 'employed') AND hesa = 'high'
            THEN 'professional'::code_ofs
        WHEN any_study OR destination_group = 'study' THEN 'further_study'::code_ofs
        WHEN any_other_positive THEN 'other_positive'::code_ofs
        WHEN (any_work OR destination_group = 'employed') AND occupation IS NULL
            THEN 'employed_occupation_missing'::code_ofs
        WHEN any_work OR destination_group = 'employed' THEN 'employed_other'::code_ofs
        WHEN NOT destination_known AND NOT activity_known THEN 'no_response'::code_ofs
        ELSE 'not_positive'::code_ofs
    END AS ofs,
    CASE
        WHEN excluded THEN 'excluded'::code_hesa
        WHEN NOT usable THEN 'no_response'::code_hesa
        WHEN in_work THEN coalesce(hesa, 'occupation_missing'::code_hesa)
        WHEN NOT destination_known AND NOT activity_known THEN 'no_response'::code_hesa
        ELSE 'not_in_work'::code_hesa
    END AS hesa,
    -- Full-time is 32 hours or more, part-time 20 to under 32 (MyCOS).
    CASE
        WHEN excluded THEN 'excluded'::code_mycos
        WHEN NOT usable THEN 'no_response'::code_mycos
        WHEN studies THEN 'study'::code_mycos
        WHEN destination_code = '75' THEN 'venture'::code_mycos
        WHEN destination_code = '46' THEN 'military'::code_mycos
        WHEN NOT employed AND (destination_known OR activity_known)
            THEN 'not_employed'::code_mycos
        WHEN work_hours >= 32 THEN 'full_time'::code_mycos
        WHEN work_hours >= 20 THEN 'part_time'::code_mycos
        WHEN work_hours >= 0 THEN 'not_employed'::code_mycos
        WHEN employed THEN 'hours_unknown'::code_mycos
        ELSE 'no_response'::code_mycos
    END AS mycos,
    CASE WHEN employed AND NOT excluded THEN pay_monthly END AS pay,
    CASE WHEN employed AND NOT excluded AND work_hours >= 35 THEN pay_monthly END
        AS pay_full_time,
    CASE WHEN NOT excluded THEN months_to_first_job END AS first_job,
    CASE WHEN NOT excluded THEN found END AS found,
    CASE
        WHEN excluded THEN 'excluded'::code_field_match_status
        WHEN NOT usable THEN 'no_response'::code_field_match_status
        WHEN NOT in_work THEN 'not_working'::code_field_match_status
        WHEN field_match IS NULL THEN 'missing'::code_field_match_status
        ELSE field_match::VARCHAR::code_field_match_status
    END AS field_match,
    CASE
        WHEN excluded THEN 'excluded'::code_level_match_status
        WHEN NOT usable THEN 'no_response'::code_level_match_status
        WHEN NOT in_work THEN 'not_working'::code_level_match_status
        ELSE coalesce(level_status, 'missing'::code_level_match_status)
    END AS level_match,
    CASE
        WHEN excluded THEN 'excluded'::code_match_2x2
        WHEN NOT usable THEN 'no_response'::code_match_2x2
        WHEN NOT in_work THEN 'not_working'::code_match_2x2
        WHEN field_match IS NULL OR level_status IS NULL THEN 'missing'::code_match_2x2
        WHEN field_match IN ('exclusively_own', 'own_or_related') AND level_status <> 'over'
            THEN 'both_match'::code_match_2x2
        WHEN field_match IN ('exclusively_own', 'own_or_related')
            THEN 'level_only'::code_match_2x2
        WHEN level_status <> 'over' THEN 'field_only'::code_match_2x2
        ELSE 'both_mismatch'::code_match_2x2
    END AS match_2x2,
    CASE
        WHEN excluded THEN 'excluded'::code_satisfaction_status
        WHEN NOT usable THEN 'no_response'::code_satisfaction_status
        WHEN NOT in_work THEN 'not_working'::code_satisfaction_status
        WHEN job_satisfaction IS NULL THEN 'missing'::code_satisfaction_status
        ELSE job_satisfaction::VARCHAR::code_satisfaction_status
    END AS job_satisfaction,
    CASE
        WHEN excluded THEN 'excluded'::code_served_region_status
        WHEN employed AND region IS NULL THEN 'region_missing'::code_served_region_status
        WHEN employed AND region_served THEN 'served'::code_served_region_status
        WHEN employed AND region_abroad THEN 'abroad'::code_served_region_status
        WHEN employed THEN 'elsewhere'::code_served_region_status
        WHEN NOT destination_known AND NOT activity_known
            THEN 'unknown'::code_served_region_status
        ELSE 'not_working'::code_served_region_status
    END AS served_region,
    CASE WHEN employed AND NOT excluded THEN region END AS region,
    CASE WHEN employed AND NOT excluded THEN industry END AS industry,
    CASE WHEN employed AND NOT excluded THEN occupation END AS occupation,
    CASE WHEN employed AND NOT excluded THEN employer_type END AS employer_type,
    CASE WHEN employed AND NOT excluded THEN employer END AS employer,
    CASE WHEN studies AND NOT excluded THEN study_institution END AS study_institution,
    CASE WHEN studies AND NOT excluded THEN study_country END AS study_country,
    CASE WHEN excluded THEN 'excluded'::code_disposition
        ELSE coalesce(disposition, 'not_invited'::code_disposition) END AS disposition,
    excluded,
    usable AND NOT excluded AS responded,
    -- What the register knew, whatever anyone answered: respondents are weighted by it.
    coalesce(registered, 'unknown') AS registered,
    origin_region,
    origin,
    entry_route,
    entry_band,
    domicile,
    hardship,
    ethnicity,
    disability,
    _file,
    _row
FROM situated;
