-- one row per graduate
CREATE TABLE core_graduates AS
SELECT
    g.graduate_id,
    g.cohort::SMALLINT AS cohort,
    p.programme_id,
    coalesce(g.gender, 'unknown')::code_gender AS gender,
    coalesce(g.completion_type, 'graduated') <> 'graduated' AS not_completed,
    g.origin_region::code_region AS origin_region,
    g.entry_route,
    g.domicile::code_domicile AS domicile,
    g.hardship::code_yes_no AS hardship,
    g.ethnicity,
    g.disability::code_yes_no AS disability,
    g._file,
    g._row
FROM stg_graduates AS g
JOIN core_programme_cohorts AS p
    ON p.programme_code = g.programme_code AND p.cohort = g.cohort;
