-- one row per wave (months after graduation)
CREATE TABLE dim_wave AS
SELECT DISTINCT wave FROM core_waves ORDER BY wave;
