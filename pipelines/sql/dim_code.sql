-- one row per code of a code list, those a mapping added included
CREATE TABLE dim_code AS
SELECT list, code, en, zh, sort
FROM core_codes
ORDER BY list, sort;
