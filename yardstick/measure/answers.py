"""What is special about columns of answers: whose questions they are, what may be put together.

Answers belong to a question (``item``), to two questions on the same thing (``pair``) or to a
``course`` that was rated. Different questions (or courses) are put together only where they are
named, and never across scales or respondents.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from yardstick.catalogue import DataColumn
from yardstick.measure.model import Filters, Reason, Status
from yardstick.measure.rated import rated_ends
from yardstick.measure.snapshot import Info
from yardstick.text import mark

#: Field of Filters that names the questions, by the key of the cube.
NAMED = {"item": "items", "pair": "pairs", "course": "courses", "theme": "themes"}
WHICH_QUESTION = mark("Answers to different questions are not put together: name the questions.")
WHICH_THEME = mark("A comment may speak of several themes: name the theme.")
DIFFERENT_SCALES = mark(
    "The questions put together have different scales, or different people answered them."
)
OTHER_SCALE = mark("The definition is made for a scale from {low} to {high}.")
NO_SCALE = mark("The answers to this question have no scores.")
NO_ANSWERS = mark("Nobody of this selection answered these questions.")


def subject(column: DataColumn) -> str:
    """What the answers are counted by: ``item``, ``pair`` or ``course``."""
    return next(d for d in column.dims if d in NAMED)


def read_by(column: DataColumn) -> tuple[str, ...]:
    """All that must be in ``by`` or named by the filters: comments have a question and a theme."""
    return tuple(d for d in column.dims if d in NAMED)


def named(column: DataColumn, filters: Filters) -> tuple[str, ...]:
    """The questions the filters name."""
    return getattr(filters, NAMED[subject(column)])


def mixed(column: DataColumn, by: Sequence[str], filters: Filters) -> bool:
    """Whether answers to whatever was asked would be put together."""
    return column.of_answers and bool(_unnamed(column, by, filters))


def _unnamed(column: DataColumn, by: Sequence[str], filters: Filters) -> list[str]:
    return [d for d in read_by(column) if d not in by and not getattr(filters, NAMED[d])]


def query(
    column: DataColumn,
    by: tuple[str, ...],
    of_programme: Sequence[str],
    filters: Filters,
    allowed: Sequence[int] | None,
    weights: str = "",
) -> tuple[str, list]:
    """The statement over the cube of a column of answers, and its parameters.

    ``of_programme`` are the dimensions that are a property of the programme, ``allowed`` the ids of
    the programmes that scope and filters admit (None for all, those without a programme included);
    ``weights`` are select terms for the sums of weights.
    """
    groups = [f'{"d" if d in of_programme else "c"}."{d}" AS g{i}' for i, d in enumerate(by)]
    where, parameters = [], []
    for expression, values in (
        ("c.programme_id", allowed),
        ("c.cohort", filters.cohorts or None),
        ("c.gender", filters.genders or None),
        *((f"c.{d}", getattr(filters, NAMED[d]) or None) for d in read_by(column)),
        ("c.wave", None if filters.wave is None else (filters.wave,)),
    ):
        if values is None:
            continue
        text = any(isinstance(v, str) for v in values)
        marks = ", ".join("?" * len(values))
        cast = "::VARCHAR" if text else ""
        where.append(f"{expression}{cast} IN ({marks})" if values else "false")
        parameters.extend(values)
    joined = any(d in of_programme for d in by)
    # Answers have no list of codes in common: each question has its own.
    value = "c.value::VARCHAR" if column.kind == "code" and not column.codes else "c.value"
    sql = (
        f"SELECT {''.join(g + ', ' for g in groups)}{value} AS value, sum(c.n)::BIGINT AS n{weights}, "
        # An anonymous survey has no list of all graduates: its answers are a sample.
        "false AS narrow, true AS sampled, false AS working, true AS asked "
        f"FROM cube_{column.name} AS c "
        f"{'LEFT JOIN dim_programme AS d USING (programme_id) ' if joined else ''}"
        f"{'WHERE ' + ' AND '.join(where) if where else ''} GROUP BY ALL"
    )
    return sql, parameters


def scale_ends(
    info: Info, column: DataColumn, keys: dict[str, np.ndarray], groups: int, filters: Filters
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Lowest and highest score of each group's scale, and whether questions that differ are mixed.

    NaN where the scale has no scores or there are several. Questions differ where their scales do
    or where others answer them (alumni, employers).
    """
    about = subject(column)
    if about == "course":
        return rated_ends(info, column, keys, groups, filters)
    ends = _ends(info, about)
    low, high = np.full(groups, np.nan), np.full(groups, np.nan)
    differ = np.zeros(groups, dtype=bool)
    together = [ends[x] for x in named(column, filters) if x in ends]
    for g in range(groups):
        own = [ends[keys[about][g]]] if about in keys and keys[about][g] in ends else together
        if len(set(own)) == 1 and own[0].scored:
            low[g], high[g] = own[0].low, own[0].high
        differ[g] = len(set(own)) > 1
    return low, high, differ


@dataclass(frozen=True)
class _Scale:
    name: str
    respondent: str
    low: float
    high: float
    scored: bool


def _ends(info: Info, about: str) -> dict[str, _Scale]:
    known = info.items if about == "item" else info.pairs
    found = {}
    for r in known.to_dict("records"):
        low, high = r["scale_min"], r["scale_max"]
        scored = low == low and high == high and low is not None and high is not None
        # What is missing equals nothing, not even itself: two such scales would seem to differ.
        found[r[f"{about}_id"]] = _Scale(
            str(r["scale"]),
            str(r["respondent"]),
            float(low) if scored else 0.0,
            float(high) if scored else 0.0,
            scored,
        )
    return found


def waves(info: Info, column: DataColumn, filters: Filters) -> tuple[int, ...]:
    """Months after graduation at which the questions (all where none is named) were answered."""
    about = "comment" if column.of_comments else subject(column)
    asked = named(column, filters)
    found = {
        wave
        for (kind, question), at in info.answered.items()
        if kind == about and (not asked or question in asked)
        for wave in at
    }
    return tuple(sorted(found))


def refusal(
    column: DataColumn, by: Sequence[str], filters: Filters, wave: int | None
) -> tuple[Status, Reason] | None:
    """Why answers cannot be counted as asked for, whatever they are."""
    if mixed(column, by, filters):
        theme = _unnamed(column, by, filters) == ["theme"]
        return Status.NOT_APPLICABLE, Reason(WHICH_THEME if theme else WHICH_QUESTION)
    if wave is None and "wave" not in by:
        return Status.NO_DATA, Reason(NO_ANSWERS)
    return None
