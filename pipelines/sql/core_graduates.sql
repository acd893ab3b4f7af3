-- one row per graduate
CREATE TABLE core_graduates AS
SELECT
    g.graduate_id,
    g.cohort::SMALLINT AS cohort,
    p.programme_id,
    coalesce(g.gender, 'unknown')::code_gender AS gender,
    coalesce(g.completion_type, 'graduated') <> 'graduated' AS not_completed,
    g.origin_region::code_region AS origin_region,
    CASE
        WHEN r.code IS NULL THEN 'not_recorded'::code_origin
        WHEN r.served THEN 'served'::code_origin
        WHEN r.kind = 'abroad' THEN 'abroad'::code_origin
        ELSE 'elsewhere'::code_origin
    END AS origin,
    g.entry_route::name_entry_route AS entry_route,
    CASE
        WHEN g.entry_percentile < 20 THEN 'p00_20'::code_entry_band
        WHEN g.entry_percentile < 40 THEN 'p20_40'::code_entry_band
        WHEN g.entry_percentile < 60 THEN 'p40_60'::code_entry_band
        WHEN g.entry_percentile < 80 THEN 'p60_80'::code_entry_band
        WHEN g.entry_percentile IS NOT NULL THEN 'p80_100'::code_entry_band
        ELSE 'not_recorded'::code_entry_band
    END AS entry_band,
    g.domicile::code_domicile AS domicile,
    g.hardship::code_yes_no AS hardship,
    g.ethnicity::name_ethnicity AS ethnicity,
    g.disability::code_yes_no AS disability,
    g._file,
    g._row
FROM stg_graduates AS g
JOIN core_programme_cohorts AS p
    ON p.programme_code = g.programme_code AND p.cohort = g.cohort
LEFT JOIN core_regions AS r ON r.code = g.origin_region::code_region;
