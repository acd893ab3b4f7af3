-- one row per invited graduate and wave
CREATE TABLE core_invitations AS
SELECT graduate_id, wave::SMALLINT AS wave, disposition::code_disposition AS disposition
FROM stg_survey_invitations;
