-- one row per graduate and wave that several sources describe
CREATE TABLE core_several AS
SELECT graduate_id, wave FROM core_outcomes GROUP BY ALL HAVING count(*) > 1;
