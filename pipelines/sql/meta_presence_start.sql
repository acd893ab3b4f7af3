-- one row per column, cohort and wave, with the number of informative values
CREATE TABLE meta_presence (column_name VARCHAR, cohort SMALLINT, wave SMALLINT, n BIGINT);
