"""What goes with satisfaction and outcomes: one model per part, survey, wave and outcome, stored.

Answers are read once per survey and wave. The institution, each school and each programme is
modelled by the same rule (``yardstick/feedback/driving.py``); too few people give a row that says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipelines.driver_rows import DRIVER_TYPES, MODEL_TYPES, rows_of
from pipelines.statements import sql
from pipelines.stored import write_rows
from yardstick.catalogue import Indicator, load_catalogue
from yardstick.feedback.drivers import (
    INSTITUTION,
    ITEM,
    OUTCOME,
    OUTCOMES,
    OVERALL,
    PROGRAMME,
    SCHOOL,
    Part,
    Target,
)
from yardstick.feedback.driving import Question, drive
from yardstick.inference.shapley import MOST

Floats = NDArray[np.float64]
#: Draws for the intervals of shares.
DRAWS = 500
#: All sets of 12 drivers are 16 times as many as of 8, and there are many programmes.
MOST_OF_PART = 8
SURVEYS = """
SELECT DISTINCT i.survey, i.respondent, a.wave::INTEGER
FROM mart_answers AS a JOIN dim_item AS i USING (item_id)
WHERE i.kind = 'scale' AND a.score IS NOT NULL ORDER BY ALL
"""
ITEMS = """
SELECT i.place, i.item_id::VARCHAR AS item_id, i.survey, i.item, coalesce(i.construct, '') AS construct,
    i.positives, s.low, s.high, i.scale
FROM dim_item AS i JOIN (
    SELECT scale, min(score) AS low, max(score) AS high FROM dim_scale
    WHERE NOT cannot_say AND score IS NOT NULL GROUP BY scale HAVING max(score) > min(score)
) AS s USING (scale)
WHERE i.kind = 'scale' AND i.side IS DISTINCT FROM 'importance' ORDER BY i.place
"""


@dataclass(frozen=True)
class Form:
    """Answers (people, questions) to one survey at one wave, and the people's programmes.

    ``candidates`` are the columns that may be drivers, ``questions`` what they ask.
    """

    survey: str
    wave: int
    respondent: NDArray[np.uint64]
    programme_id: NDArray[np.int64]
    items: pd.DataFrame
    answers: Floats
    candidates: NDArray[np.int64]
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Aim:
    """An outcome of the form's people, (n,), NaN for none; the lowest value that is positive."""

    target: Target
    values: Floats
    positive_from: float


def write_drivers(path: Path, draws: int = DRAWS) -> int:
    """Create ``drivers_models`` and ``drivers`` in the finished file; how many models there are.

    Nobody else may have the file open.
    """
    models: list[dict] = []
    drivers: list[dict] = []
    with duckdb.connect(str(path)) as con:
        items = con.execute(ITEMS).df()
        places = con.execute("SELECT programme_id, programme, school FROM dim_programme").df()
        for survey, respondent, wave in con.execute(SURVEYS).fetchall():
            form = _form(con, survey, wave, items)
            aims = [
                *_overall(con, form),
                *(_outcomes(con, form) if respondent == "alumnus" else ()),
            ]
            for part, members in _parts(form, places):
                most = MOST if part.level == INSTITUTION else MOST_OF_PART
                for aim in aims:
                    model, rows = _model(form, aim, part, members, draws, most)
                    models += model
                    drivers += rows
        for name, types, rows in (
            ("drivers_models", MODEL_TYPES, models),
            ("drivers", DRIVER_TYPES, drivers),
        ):
            rows = [row | {"place": k} for k, row in enumerate(rows)]
            write_rows(con, name, types, pd.DataFrame(rows, columns=list(types)))
        con.execute("CHECKPOINT")
    return len(models)


def _form(con: duckdb.DuckDBPyConnection, survey: str, wave: int, items: pd.DataFrame) -> Form:
    found = con.execute(sql("driver_answers"), [survey, wave]).fetchnumpy()
    own = items[items["survey"] == survey].reset_index(drop=True)
    known = np.isin(found["place"], own["place"])
    people, first, row = np.unique(found["respondent"], return_index=True, return_inverse=True)
    answers = np.full((len(people), len(own)), np.nan)
    column = np.searchsorted(own["place"].to_numpy(), found["place"][known])
    answers[row[known], column] = found["score"][known]
    programme = np.ma.filled(np.ma.asarray(found["programme_id"]), -1)[first].astype(np.int64)
    overall = {
        rows["item"].iloc[0]
        for construct, rows in own.groupby("construct", sort=False)
        if construct in OVERALL
    }
    asked = ~np.isnan(answers).all(axis=0)
    candidates = np.flatnonzero(asked & ~own["item"].isin(overall).to_numpy())
    questions = tuple(
        Question(r["item_id"], r["construct"], float(r["low"]), float(r["high"]))
        for r in own.iloc[candidates].to_dict("records")
    )
    return Form(survey, wave, people, programme, own, answers, candidates, questions)


def _overall(con: duckdb.DuckDBPyConnection, form: Form) -> Iterator[Aim]:
    """Every version of the first question of each construct that sums up, the latest first."""
    points = con.execute("SELECT scale, code, score FROM dim_scale").fetchall()
    score = {(scale, code): value for scale, code, value in points}
    for construct in OVERALL:
        rows = form.items[form.items["construct"] == construct]
        if rows.empty:
            continue
        for k, row in rows[rows["item"] == rows["item"].iloc[0]].iloc[::-1].iterrows():
            codes = str(row["positives"]).split(";") if row["positives"] else []
            positive = [score.get((row["scale"], c)) for c in codes]
            least = min((v for v in positive if v is not None), default=np.nan)
            target = Target(form.survey, form.wave, ITEM, row["item_id"])
            yield Aim(target, form.answers[:, k], float(least))


def _outcomes(con: duckdb.DuckDBPyConnection, form: Form) -> Iterator[Aim]:
    """Outcomes of those linked to a graduate, as the indicators define them."""
    indicators = [load_catalogue()[i] for i in OUTCOMES]
    columns = ", ".join(f"m.{i.column}::VARCHAR AS {i.column}" for i in indicators)
    asked = [form.survey, form.wave, form.wave]
    found = con.execute(sql("driver_outcomes", columns=columns), asked).df()
    at = np.searchsorted(form.respondent, found["respondent"].to_numpy())
    there = at < len(form.respondent)
    there[there] = form.respondent[at[there]] == found["respondent"].to_numpy()[there]
    for i in indicators:
        codes = _values(i)
        values = np.full(len(form.respondent), np.nan)
        values[at[there]] = found[i.column].map(codes).to_numpy(dtype=float)[there]
        target = Target(form.survey, form.wave, OUTCOME, i.id)
        yield Aim(target, values, min(codes[c] for c in i.positive))


def _values(i: Indicator) -> dict[str, float]:
    """What each code of the base counts as: itself where all are numbers, else positive or not."""
    if all(code.isdigit() for code in i.base):
        return {code: float(code) for code in i.base}
    return {code: float(code in i.positive) for code in i.base}


def _parts(form: Form, places: pd.DataFrame) -> Iterator[tuple[Part, NDArray[np.bool_]]]:
    """The institution, its schools and its programmes with the people of each."""
    yield Part(INSTITUTION, ""), np.ones(len(form.respondent), dtype=bool)
    for level in (SCHOOL, PROGRAMME):
        codes = dict(zip(places["programme_id"], places[level], strict=True))
        own = np.array([codes.get(p, "") for p in form.programme_id], dtype=object)
        for code in sorted({c for c in own if c}):
            yield Part(level, code), own == code


def _model(
    form: Form, aim: Aim, part: Part, members: NDArray[np.bool_], draws: int, most: int
) -> tuple[list[dict], list[dict]]:
    """The stored rows of one model; none where nobody of the part has the outcome."""
    values = aim.values[members]
    if np.isnan(values).all():
        return [], []
    answers = form.answers[np.ix_(members, form.candidates)]
    driven = drive(values, answers, form.questions, aim.positive_from, draws, most)
    return rows_of(part, aim.target, driven, aim.positive_from)
