"""Answers to several questions by the same people: each person counts as one draw.

Answers of one person go together. What is pooled over questions therefore has the interval of a
ratio of sums over people (:mod:`yardstick.inference.scale_score`), and its base are people.
"""

from dataclasses import replace

import numpy as np

from yardstick.inference.scale_score import score_of_people
from yardstick.measure.cells import OF_PROGRAMME, Cells, allowed_programmes
from yardstick.measure.estimate import Estimate
from yardstick.measure.model import Filters, Reader

#: Intervals of the catalogue that count people, of a share and of a mean.
SHARE, MEAN = "wilson_people", "student_t_people"
PEOPLE = (SHARE, MEAN)
#: Dimensions that the rows call otherwise.
COLUMNS = {"item": "item_id"}


def over_people(reader: Reader, found: Cells, e: Estimate, filters: Filters) -> Estimate:
    """``e`` with value, limits and base of people in every group of ``found``.

    Whoever answered fewer than half of the questions asked of them does not count. ``positive`` is
    missing: it counts answers, and the base counts people.
    """
    i = e.indicator
    allowed = allowed_programmes(reader.snapshot.info(), filters, reader.scope)
    sql, parameters = _query(found.by, filters, allowed, i.at_least or 0.0)
    rows: dict[tuple, list[tuple]] = {}
    asked: dict[tuple, int] = {}
    for *key, counts, answered, positive, total, people in reader.snapshot.rows(sql, parameters):
        asked[tuple(key)] = asked.get(tuple(key), 0) + people
        if counts:
            rows.setdefault(tuple(key), []).append((answered, positive, total, people))
    made = {name: np.full(found.groups, np.nan) for name in ("value", "low", "high", "effective")}
    base, population = np.zeros(found.groups), np.zeros(found.groups)
    for g in range(found.groups):
        key = tuple(_plain(found.keys[d][g]) for d in found.by)
        population[g] = asked.get(key, 0)
        own = rows.get(key)
        if own is None:
            continue
        low, high = found.scale_low[g], found.scale_high[g]
        score = score_of_people(*np.array(own, dtype=float).T, low, high, i.confidence)
        base[g], made["effective"][g] = score.people, score.effective
        if i.interval == SHARE:
            part = (score.agreement, score.agreement_low, score.agreement_high)
        else:
            part = (score.value, score.value_low, score.value_high)
        made["value"][g], made["low"][g], made["high"][g] = part
    return replace(
        e,
        positive=np.full(found.groups, np.nan),
        base=base,
        population=population,
        value=made["value"],
        low=made["low"],
        high=made["high"],
        effective_base=made["effective"],
        sd=None,
    )


def _query(
    by: tuple[str, ...], filters: Filters, allowed: list[int] | None, at_least: float
) -> tuple[str, list]:
    """People counted alike: keys of ``by``, whether they count, answers, positive ones, their sum,
    how many people."""
    keys = [f'{"d" if d in OF_PROGRAMME else "c"}."{COLUMNS.get(d, d)}"' for d in by]
    where, parameters = ["c.first"], [at_least - 1e-9]
    for expression, values in (
        ("c.programme_id", allowed),
        ("c.cohort", filters.cohorts or None),
        ("c.gender::VARCHAR", filters.genders or None),
        # Questions and surveys are looked up once, not in every row.
        ("q.item_id::VARCHAR", filters.items or None),
        ("c.wave", None if filters.wave is None else (filters.wave,)),
    ):
        if values is not None:
            where.append(f"list_contains(?, {expression})")
            parameters.append(list(values))
    names = "".join(f"g{k}, " for k in range(len(by)))
    chosen = "".join(
        f"{_text(d, key)} AS g{k}, " for k, (d, key) in enumerate(zip(by, keys, strict=True))
    )
    joined = any(d in OF_PROGRAMME for d in by)
    return (
        f"SELECT {names}answered > 0 AND 2 * answered >= asked AS counts, "
        "answered, positive, total, count(*) FROM ("
        f"SELECT {chosen}count(c.score) AS answered, "
        "count(*) FILTER (c.score >= ?) AS positive, sum(c.score) AS total, "
        "count(*) FILTER (c.answer_status <> 'not_asked') AS asked "
        "FROM mart_answers AS c JOIN dim_item AS q ON q.item_id = c.item_id "
        f"{'LEFT JOIN dim_programme AS d USING (programme_id) ' if joined else ''}"
        f"WHERE {' AND '.join(where)} "
        # One hash may stand for somebody else in another survey.
        f"GROUP BY {names}c.respondent, q.survey"
        ") WHERE asked > 0 GROUP BY ALL",
        parameters,
    )


def _text(dimension: str, key: str) -> str:
    """Types of the data as the text that keys of groups are."""
    return f"{key}::VARCHAR" if dimension in ("item", "gender") else key


def _plain(value: object) -> object:
    """A key as the rows have it: a plain number, text or None."""
    if value is None or value != value:
        return None
    return value.item() if isinstance(value, np.generic) else value
