-- one row per theme of the dictionary, and one for comments in which none was found
CREATE TABLE dim_theme AS
SELECT theme, label_en, label_zh, place FROM core_themes ORDER BY place;
