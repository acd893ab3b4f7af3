-- one row per objective and item that asks about it, every version of the item
CREATE TABLE dim_objective_item AS
WITH named AS (
    SELECT
        programme_code || '/' || curriculum || '/' || objective AS objective_id,
        trim(unnest(string_split(items, ';'))) AS item
    FROM stg_objectives
)
SELECT DISTINCT n.objective_id, i.item_id::code_item AS item_id
FROM named AS n
SEMI JOIN dim_objective AS d ON d.objective_id = n.objective_id
JOIN core_items AS i ON i.survey || '/' || i.item = n.item
ORDER BY n.objective_id, i.item_id;
