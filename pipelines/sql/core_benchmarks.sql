-- one row per external figure
CREATE TABLE core_benchmarks AS
SELECT * FROM stg_benchmarks;
