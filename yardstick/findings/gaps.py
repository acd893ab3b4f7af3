"""Findings of competence gaps: where work asks for more than graduates acquired, beyond what is small.

The rule is that of Curriculum fit (``yardstick/feedback/by_programme.py``): every programme and pair
of a list is one family. A surplus is no finding: it is read on the page.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from yardstick.compare.pool import POOLED
from yardstick.feedback.by_programme import programme_gaps
from yardstick.feedback.gaps import GAP, RULE, Finding, judged
from yardstick.feedback.lists import PairList, pair_lists
from yardstick.feedback.rules import load_rules
from yardstick.findings.model import by_chance, pool_of, schools_of, sized, usual_wave
from yardstick.inference.mean import p_beyond, t_quantile
from yardstick.inference.redraw import NullFlags
from yardstick.inference.redraw_means import Side, any_called, null_calls
from yardstick.measure import Filters, Reader

FAMILY = "gap"


def gaps(reader: Reader, draws: int) -> tuple[list[dict], list[dict]]:
    """Rows of findings and of what chance gives, list by list."""
    rows, chance = [], []
    for one in pair_lists(reader):
        found, by_luck = _list(reader, one, draws)
        rows += found
        chance += by_luck
    return rows, chance


def _list(reader: Reader, one: PairList, draws: int) -> tuple[list[dict], list[dict]]:
    wave = usual_wave(one.waves)
    cohorts = pool_of(reader, "pair_gap", wave, POOLED)
    found = programme_gaps(reader, one, Filters(cohorts=cohorts, wave=wave))
    if not found.family:
        return [], []
    schools = schools_of(reader)
    rows = []
    for r in found.called().to_dict("records"):
        sd = float(r["sd"] / np.sqrt(r["n"]))
        rows.append(
            {
                "kind": "gap",
                "tone": "bad",
                "indicator": GAP,
                "subject": r["pair"],
                "programme": r["programme"],
                "school": schools.get(r["programme"], ""),
                "cohort_first": cohorts[0] if cohorts else None,
                "cohort_last": cohorts[-1] if cohorts else None,
                "wave": found.wave,
                "n": r["n"],
                "difference": r["gap"],
                "sd": sd,
                "low": r["low"],
                "high": r["high"],
                "q_value": r["q"],
                "materiality": r["margin"],
                **sized(r["gap"], sd, r["margin"]),
            }
        )
    told = found.frame.loc[found.frame["p"].notna(), ["n", "sd", "margin"]]
    flags = _null(told, draws) if draws else None
    return rows, [by_chance(one.key, FAMILY, len(told), len(rows), flags)]


def _null(told: pd.DataFrame, draws: int) -> NullFlags:
    """The same rule where there is no gap anywhere."""
    n, margin = (told[c].to_numpy(dtype=float) for c in ("n", "margin"))
    least = load_rules()[RULE].false_calls

    def possible(sides: Sequence[Side]) -> NDArray[np.bool_]:
        return any_called(p_beyond(*sides[0], n, margin), least)

    sides = [(n, told["sd"].to_numpy(dtype=float))]
    return null_calls(sides, lambda drawn: _called(told, drawn), draws, possible=possible)


def _called(told: pd.DataFrame, sides: Sequence[Side]) -> NDArray[np.bool_]:
    """Which gaps of a redraw the rule calls a shortage."""
    ((gap, sd),) = sides
    n = told["n"].to_numpy(dtype=float)
    half = t_quantile(n - 1, 0.95) * sd / np.sqrt(n)
    drawn = told.assign(gap=gap, sd=sd, low=gap - half, high=gap + half)
    return judged(drawn)["finding"].to_numpy().astype(str) == Finding.SHORT.value
