-- one row per cohort, wave, programme, gender and registered destination with respondents: the weight of each of them
CREATE TABLE mart_weights AS
SELECT cohort, wave, programme_id, gender, registered, 0.0::DOUBLE AS weight
FROM core_weight_cells
WHERE false;
