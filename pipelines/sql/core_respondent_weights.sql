-- one row per respondent whose graduate answered at that wave too: the weight, the industry of the job and whether it is related to the field
CREATE TEMP TABLE core_respondent_weights AS
SELECT
    p.survey, p.respondent, w.weight, m.industry,
    m.field_match IN ('exclusively_own', 'own_or_related') AS related
FROM core_respondents AS p
JOIN mart_graduate_wave AS m ON m.graduate_id = p.graduate_id AND m.wave = p.wave
LEFT JOIN mart_weights AS w
    ON m.responded
    AND w.cohort = m.cohort AND w.wave = m.wave AND w.programme_id = m.programme_id
    AND w.gender = m.gender AND w.registered = m.registered;
