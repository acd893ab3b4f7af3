"""What surveys ask, as a snapshot holds it: questions, pairs of them, and the answers they offer."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from yardstick.measure.snapshot import Snapshot

TABLES = ("dim_item", "dim_pair", "dim_scale", "cube_answer_status", "cube_pair_gap")
ITEM_COLUMNS = (
    *("item_id", "survey", "respondent", "item", "version", "construct", "kind", "scale", "pair"),
    *("side", "competence", "label_en", "label_zh", "wording_en", "wording_zh", "place"),
    *("scale_min", "scale_max"),
)
PAIR_COLUMNS = (
    *("pair_id", "survey", "version", "pair", "competence", "label_en", "label_zh"),
    *("importance_item", "attainment_item", "scale_min", "scale_max", "construct", "place"),
    *("scale", "respondent"),
)
SCALE_COLUMNS = (
    *("scale", "code", "place", "score", "positive", "cannot_say", "label_en", "label_zh"),
)


@dataclass(frozen=True)
class Questions:
    """Frames in display order, one row per question, pair and answer on offer.

    ``scale_min`` and ``scale_max`` are the lowest and the highest score of a question's scale.
    ``order`` has the place of each id; ``answered`` the months after graduation at which anybody
    answered ("item" or "pair", id), or wrote something ("comment", id of the question).
    """

    items: pd.DataFrame
    pairs: pd.DataFrame
    scales: pd.DataFrame
    order: dict[str, dict[str, int]]
    answered: dict[tuple[str, str], tuple[int, ...]]


def questions(snapshot: "Snapshot") -> Questions:
    """The questions of a snapshot; everything is empty where it holds no survey."""
    there = {
        name
        for (name,) in snapshot.rows(
            "SELECT table_name FROM duckdb_tables() WHERE list_contains(?, table_name)", [[*TABLES]]
        )
    }
    if there != set(TABLES):
        empty = [pd.DataFrame({c: [] for c in x}) for x in (ITEM_COLUMNS, PAIR_COLUMNS)]
        return Questions(*empty, pd.DataFrame({c: [] for c in SCALE_COLUMNS}), {}, {})
    scales = snapshot.frame("SELECT * FROM dim_scale ORDER BY scale, place, code")
    items = snapshot.frame(
        "SELECT i.* REPLACE (i.item_id::VARCHAR AS item_id), s.scale_min, s.scale_max "
        "FROM dim_item AS i LEFT JOIN ("
        "SELECT scale, min(score) AS scale_min, max(score) AS scale_max "
        "FROM dim_scale WHERE NOT cannot_say GROUP BY scale) AS s USING (scale) "
        "ORDER BY i.place, i.item_id"
    )
    pairs = snapshot.frame(
        "SELECT p.* REPLACE (p.pair_id::VARCHAR AS pair_id, "
        "p.importance_item::VARCHAR AS importance_item, "
        "p.attainment_item::VARCHAR AS attainment_item), i.scale, i.respondent "
        "FROM dim_pair AS p JOIN dim_item AS i ON i.item_id = p.importance_item "
        "ORDER BY p.place, p.pair_id"
    )
    answered: dict[tuple[str, str], tuple[int, ...]] = {}
    for about, cube in (("item", "answer_status"), ("pair", "pair_gap")):
        spoken = "WHERE value NOT IN ('not_asked', 'not_answered')" if about == "item" else ""
        for question, waves in snapshot.rows(
            f"SELECT {about}::VARCHAR, list_sort(list(DISTINCT wave)) FROM cube_{cube} {spoken} "
            "GROUP BY ALL"
        ):
            answered[about, question] = tuple(waves)
    if {"cube_comment_theme", "dim_theme"} <= snapshot.tables:
        for question, waves in snapshot.rows(
            "SELECT item::VARCHAR, list_sort(list(DISTINCT wave)) FROM cube_comment_theme GROUP BY ALL"
        ):
            answered["comment", question] = tuple(waves)
    order = {
        about: {x: i for i, x in enumerate(frame[f"{about}_id"])}
        for about, frame in (("item", items), ("pair", pairs))
    }
    if "dim_theme" in snapshot.tables:
        themes = snapshot.rows("SELECT theme FROM dim_theme ORDER BY place")
        order["theme"] = {x: i for i, (x,) in enumerate(themes)}
    return Questions(items, pairs, scales, order, answered)
