-- one row per figure on the labour market of a field or region in a year
CREATE TABLE core_market AS
SELECT source, year, indicator, field, region, value, unit FROM stg_market
WHERE value IS NOT NULL;
