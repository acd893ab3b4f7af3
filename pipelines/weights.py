"""Weights of survey respondents: raked to the register, cohort by cohort and wave by wave.

Margins are programme group (school and level), gender, level and the group of the registered
destination; the cohort holds by construction, since each is raked on its own. Small categories are
put together, weights are trimmed and not raked again. A weight says for how many graduates its
respondent stands. Respondents alike in all margins have one weight, so the weights are a small table
beside the mart (``mart_weights``), not one more column of it. What was done stands in
``meta_weighting`` (every category) and ``meta_weights_summary`` (every cohort and wave).
"""

from dataclasses import astuple, dataclass
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from pipelines.problems import Message
from yardstick.inference.collapsing import Collapsed, collapse
from yardstick.inference.r_indicator import r_indicator
from yardstick.inference.raking import Margin, RakingError, combine, rake
from yardstick.inference.trimming import Trimmed, margin_moves, trim
from yardstick.inference.weighted import kish
from yardstick.text import mark, translator

SQL = Path(__file__).parent / "sql"
#: Columns of the cells that are raked, in the order in which the fit goes through them.
MARGINS = ("programme_group", "gender", "level", "registered")
#: A category is raked on its own from so many respondents on (convention of 20 to 30).
SMALLEST = 20
#: Fewer respondents than these of a cohort and wave are not weighted (convention).
LEAST = 30

NO_POPULATION = {
    "respondents": mark(
        "The source holds survey respondents only, so there is no register to weight to."
    ),
    "with_destination": mark(
        "The source holds only graduates with a destination, so the margins of all graduates "
        "are not known."
    ),
    "employed_only": mark(
        "The source holds only graduates in employment, so the margins of all graduates are "
        "not known."
    ),
}
TOO_FEW = mark("Fewer than {least} graduates answered ({n}), too few to weight.")
ALL_ALIKE = mark(
    "No property has two categories of {least} respondents or more, so there is nothing to "
    "weight by."
)
NOT_RAKED = mark("No weights meet all margins at once, so none are used.")


@dataclass(frozen=True)
class Summary:
    """One row of meta_weights_summary; shares as fractions, limits in multiples of the mean.

    ``largest_move`` is the most that trimming moved the share of any raked category.
    """

    cohort: int
    wave: int
    respondents: int
    population: int
    status: str
    reason_en: str = ""
    reason_zh: str = ""
    margins: str = ""
    deff: float | None = None
    n_eff: float | None = None
    lowest: float | None = None
    highest: float | None = None
    trimmed_share: float | None = None
    largest_move: float | None = None
    iterations: int | None = None
    r_indicator: float | None = None
    r_unadjusted: float | None = None
    largest_bias: float | None = None


@dataclass(frozen=True)
class Fit:
    """Weights of the cells of one cohort and wave (mean 1 over respondents), before and after."""

    raked: np.ndarray
    trimmed: Trimmed
    margins: list[Margin]
    iterations: int


def create_weights(con: duckdb.DuckDBPyConnection) -> None:
    """Create ``mart_weights`` and both reports from the mart, the dimensions and the declarations."""
    con.execute((SQL / "weight_cells.sql").read_text(encoding="utf-8"))
    cells = con.execute("FROM core_weight_cells").df()
    declared = {
        (c, w): d
        for c, w, d in con.execute("SELECT cohort, wave, declared FROM meta_population").fetchall()
    }
    summaries, reports, weights = [], [], []
    for (cohort, wave), some in cells.groupby(["cohort", "wave"], sort=True):
        some = some.reset_index(drop=True)
        if not some["respondents"].sum():
            continue
        kind = declared.get((cohort, wave), "with_destination")
        summary, report, weight = weigh(int(cohort), int(wave), some, kind)
        summaries.append(summary)
        reports.append(report)
        if weight is not None:
            weights.append(some.assign(weight=weight)[some["respondents"] > 0])
    _write(con, summaries, reports, weights)


def weigh(
    cohort: int, wave: int, cells: pd.DataFrame, declared: str
) -> tuple[Summary, pd.DataFrame, np.ndarray | None]:
    """Weights of one cohort and wave: the summary, a row per category, and a weight per cell.

    ``cells`` has a row per combination with ``population``, ``respondents``, ``school``, ``level``
    and the columns of MARGINS. Without weights the last is None and the summary says why.
    """
    n, population = cells["respondents"].to_numpy(float), cells["population"].to_numpy(float)
    base = {
        "cohort": cohort,
        "wave": wave,
        "respondents": int(n.sum()),
        "population": int(population.sum()),
    }
    codes = {m: pd.factorize(cells[m].fillna(""), sort=True) for m in MARGINS}
    into = {m: _collapsed(cells, m, codes[m][0], n) for m in MARGINS}
    why: Message | None = None
    fit = None
    if declared != "all_graduates":
        why = Message.of(NO_POPULATION[declared])
    elif n.sum() < LEAST:
        why = Message.of(TOO_FEW, least=LEAST, n=int(n.sum()))
    elif all(c.kept < 2 for c in into.values()):
        why = Message.of(ALL_ALIKE, least=SMALLEST)
    else:
        try:
            fit = _fit(codes, into, n, population)
        except RakingError:
            why = Message.of(NOT_RAKED)
    even = {}
    if declared == "all_graduates" and any(c.kept > 1 for c in into.values()):
        r = r_indicator(*_added([into[m].into[codes[m][0]] for m in MARGINS], n, population))
        even = {
            "r_indicator": r.adjusted,
            "r_unadjusted": r.value,
            "largest_bias": r.largest_bias,
        }
    report = _report(cohort, wave, codes, into, n, population, fit)
    if fit is None:
        said = why or Message.of(NOT_RAKED)
        summary = Summary(
            **base,
            status="not_weighted",
            reason_en=said.say(translator("en")),
            reason_zh=said.say(translator("zh")),
            **even,
        )
        return summary, report, None
    w = fit.trimmed.weight
    found = kish(n.sum(), (n * w).sum(), (n * w * w).sum())
    moves = margin_moves(fit.raked, w, n, fit.margins)
    summary = Summary(
        **base,
        status="weighted",
        margins=";".join(m.name for m in fit.margins),
        deff=float(found.deff),
        n_eff=float(found.effective),
        lowest=float(w[n > 0].min()),
        highest=float(w[n > 0].max()),
        trimmed_share=fit.trimmed.share,
        largest_move=float(max(np.abs(m).max() for m in moves)),
        iterations=fit.iterations,
        **even,
    )
    return summary, report, w * population.sum() / n.sum()


def _collapsed(cells: pd.DataFrame, margin: str, code: np.ndarray, n: np.ndarray) -> Collapsed:
    """Categories of one margin put together; programme groups with others of their level first."""
    answered = np.bincount(code, weights=n)
    if margin != "programme_group":
        return collapse(answered, SMALLEST)
    level = pd.factorize(cells["level"], sort=True)[0]
    block = np.zeros(answered.size, dtype=np.int64)
    block[code] = level
    return collapse(answered, SMALLEST, block)


def _added(
    variables: list[np.ndarray], n: np.ndarray, population: np.ndarray
) -> tuple[np.ndarray, np.ndarray, list[np.ndarray]]:
    """Respondents and population of the combinations of collapsed categories, and their codes."""
    cell, codes = combine(*variables)
    return np.bincount(cell, weights=n), np.bincount(cell, weights=population), codes


def _fit(codes: dict, into: dict[str, Collapsed], n: np.ndarray, population: np.ndarray) -> Fit:
    margins = []
    for name in MARGINS:
        category = into[name].into[codes[name][0]]
        if into[name].kept > 1:
            margins.append(Margin.of(name, category, np.bincount(category, weights=population)))
    raked = rake(n, margins)
    return Fit(raked.weight, trim(raked.weight, n), margins, raked.iterations)


def _report(
    cohort: int,
    wave: int,
    codes: dict,
    into: dict[str, Collapsed],
    n: np.ndarray,
    population: np.ndarray,
    fit: Fit | None,
) -> pd.DataFrame:
    """A row per margin and original category: counts, and weighted shares before and after."""
    parts = []
    for name in MARGINS:
        code, labels = codes[name]
        size = len(labels)
        together = into[name].into
        joined = [";".join(str(labels[j]) for j in np.flatnonzero(together == k)) for k in together]
        weighted = {}
        for when, w in (
            ("weighted_before", fit.raked if fit else None),
            ("weighted_after", fit.trimmed.weight if fit else None),
        ):
            share = np.full(size, np.nan)
            if w is not None:
                share = np.bincount(code, weights=w * n, minlength=size) / (w * n).sum()
            weighted[when] = share
        parts.append(
            pd.DataFrame(
                {
                    "cohort": cohort,
                    "wave": wave,
                    "margin": name,
                    "category": [str(c) for c in labels],
                    "population": np.bincount(code, weights=population, minlength=size),
                    "respondents": np.bincount(code, weights=n, minlength=size),
                    **weighted,
                    # Empty where the category stayed alone.
                    "collapsed_into": np.where(into[name].alone, "", joined),
                    "raked": bool(fit) and into[name].kept > 1,
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def _write(
    con: duckdb.DuckDBPyConnection,
    summaries: list[Summary],
    reports: list[pd.DataFrame],
    weights: list[pd.DataFrame],
) -> None:
    """Both reports, and the weights of the cells."""
    con.execute(
        "CREATE TABLE meta_weights_summary (cohort SMALLINT, wave SMALLINT, respondents BIGINT, "
        "population BIGINT, status VARCHAR, reason_en VARCHAR, reason_zh VARCHAR, "
        "margins VARCHAR, deff DOUBLE, n_eff DOUBLE, lowest DOUBLE, highest DOUBLE, "
        "trimmed_share DOUBLE, largest_move DOUBLE, iterations INTEGER, r_indicator DOUBLE, "
        "r_unadjusted DOUBLE, largest_bias DOUBLE)"
    )
    if summaries:
        con.executemany(
            f"INSERT INTO meta_weights_summary VALUES ({', '.join('?' * 18)})",
            [astuple(s) for s in summaries],
        )
    con.execute(
        "CREATE TABLE meta_weighting (cohort SMALLINT, wave SMALLINT, margin VARCHAR, "
        "category VARCHAR, population BIGINT, respondents BIGINT, weighted_before DOUBLE, "
        "weighted_after DOUBLE, collapsed_into VARCHAR, raked BOOLEAN)"
    )
    con.execute((SQL / "mart_weights.sql").read_text(encoding="utf-8"))
    for name, frames, statement in (
        ("weight_report", reports, "INSERT INTO meta_weighting FROM weight_report"),
        (
            "weight_table",
            weights,
            "INSERT INTO mart_weights SELECT cohort, wave, programme_id, gender, registered, "
            "weight FROM weight_table",
        ),
    ):
        if frames:
            con.register(name, pd.concat(frames, ignore_index=True))
            con.execute(statement)
            con.unregister(name)
    con.execute("DROP TABLE core_weight_cells")
