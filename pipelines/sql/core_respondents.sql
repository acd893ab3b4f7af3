-- one row per respondent who answered: who was asked and did not answer has no answers
CREATE TABLE core_respondents AS
SELECT * EXCLUDE (disposition)
FROM core_listed
WHERE disposition IN ('complete', 'partial');
