"""choices(): what the filters can offer this reader, with labels, within the scope."""

from dataclasses import dataclass

from yardstick.measure.cells import allowed_programmes
from yardstick.measure.labels import value_labels
from yardstick.measure.model import Filters, Reader


@dataclass(frozen=True)
class Choices:
    """Codes with labels in the reader's language, in display order.

    ``facts`` has each programme's school, category, class and level, by which lists are narrowed.
    """

    cohorts: tuple[int, ...]
    waves: tuple[int, ...]
    schools: dict[str, str]
    categories: dict[str, str]
    classes: dict[str, str]
    programmes: dict[str, str]
    levels: dict[str, str]
    genders: dict[str, str]
    facts: dict[str, dict[str, str]]


def choices(reader: Reader) -> Choices:
    """Everything a filter may be set to. Only programmes that have graduates or students."""
    snapshot, info = reader.snapshot, reader.snapshot.info()
    p = info.programmes
    allowed = allowed_programmes(info, Filters(), reader.scope)
    if allowed is not None:
        p = p[p["programme_id"].isin(allowed)]
    p = p[p["cohort_from"].notna()]

    def offer(dimension: str, order: dict[str, int] | None = None) -> dict[str, str]:
        labels = value_labels(snapshot, dimension, reader.lang)
        present = [v for v in dict.fromkeys(p[dimension]) if v == v and v is not None]
        ranked = sorted(present, key=lambda v: ((order or {}).get(v, 0), v))
        return {v: labels.get(v) or v for v in ranked}

    latest = p.sort_values("is_latest").drop_duplicates("programme", keep="last")
    genders = {} if p.empty else _genders(reader)
    return Choices(
        cohorts=() if p.empty else _cohorts(reader, p["programme_id"].tolist()),
        waves=info.waves,
        schools=offer("school"),
        categories=offer("category"),
        classes=offer("class"),
        programmes=offer("programme"),
        levels=offer("level", info.order.get("level")),
        genders=genders,
        facts={
            row["programme"]: {k: row[k] for k in ("school", "category", "class", "level")}
            for row in latest.to_dict("records")
        },
    )


def _cohorts(reader: Reader, programmes: list[int]) -> tuple[int, ...]:
    """Cohorts with at least one graduate of these programmes."""
    rows = reader.snapshot.rows(
        "SELECT DISTINCT cohort FROM cube_cn_2021 WHERE list_contains(?, programme_id) "
        "ORDER BY cohort",
        [programmes],
    )
    return tuple(c for (c,) in rows)


def _genders(reader: Reader) -> dict[str, str]:
    info = reader.snapshot.info()
    rows = reader.snapshot.rows(
        "SELECT DISTINCT gender::VARCHAR FROM cube_cn_2021 WHERE gender IS NOT NULL"
    )
    labels = value_labels(reader.snapshot, "gender", reader.lang)
    order = info.order.get("gender", {})
    return {g: labels.get(g, g) for (g,) in sorted(rows, key=lambda r: order.get(r[0], 0))}
