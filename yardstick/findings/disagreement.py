"""Findings of disagreement: employers and alumni rate the same competence of graduates apart.

The rule is that of "Employers beside alumni" (``yardstick/feedback/employers.py``), for the whole
institution, for each school and for each programme; each of the three is a family of its own, since
a disagreement of the whole is one of most of its parts.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from yardstick.compare.pool import POOLED
from yardstick.feedback.employers import RULE, SIDES, Finding, judged, shared
from yardstick.feedback.rules import load_rules
from yardstick.feedback.voice import MEAN
from yardstick.findings.model import UNITS, by_chance, pool_of, schools_of, sized, usual_wave
from yardstick.inference.mean import Mean
from yardstick.inference.redraw import NullFlags
from yardstick.inference.redraw_means import Side, any_called, null_calls
from yardstick.inference.two_means import two_means
from yardstick.measure import Filters, Reader, measure

FAMILY = "disagreement"
#: What graduates can do: of what work requires employers and alumni may well have other jobs in mind.
SIDE = SIDES[0]
_CALLED = (Finding.LOWER.value, Finding.HIGHER.value)
_FIELDS = {"": "value", "_sd": "sd", "_n": "base", "_status": "status"}


def disagreements(reader: Reader, draws: int) -> tuple[list[dict], list[dict]]:
    """Rows of findings and of what chance gives, unit by unit."""
    both = shared(reader, SIDE)
    if both.empty:
        return [], []
    wave = usual_wave(reader.snapshot.info().answered.get(("item", both["alumni"].iloc[0]), ()))
    cohorts = pool_of(reader, "answer_score", wave, POOLED)
    rows, chance = [], []
    for unit in UNITS:
        told = _judged(reader, unit, both, Filters(cohorts=cohorts, wave=wave))
        told = told[told["p"].notna()]
        called = told[told["finding"].isin(_CALLED)]
        rows += [_row(reader, unit, r, cohorts, wave) for r in called.to_dict("records")]
        if len(told):
            flags = _null(told, draws) if draws else None
            chance.append(by_chance(unit, FAMILY, len(told), len(called), flags))
    return rows, chance


def _judged(reader: Reader, unit: str, both: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Every competence of every group of a kind, both sides beside each other, as one list."""
    by = () if unit == "institution" else (unit,)
    alumni = _side(reader, by, both, "alumni", filters)
    employers = _side(reader, by, both, "employers", filters)
    if not employers["base"].fillna(0).sum():
        # Employers asked at another time, or of no cohort in particular.
        employers = _side(reader, by, both, "employers", Filters())
    frame = alumni[["item"]].rename(columns={"item": "subject"})
    frame = frame.assign(beside=employers["item"].reindex(frame.index))
    for name, side in (("alumni", alumni), ("employers", employers)):
        rows = side.reindex(frame.index)
        for field, source in _FIELDS.items():
            frame[f"{name}{field}"] = rows.get(source, np.nan)
    ends = both.set_index("competence")[["scale_min", "scale_max"]]
    frame = frame.reset_index().join(ends, on="competence")
    return judged(frame, load_rules()[RULE].points(frame["scale_min"], frame["scale_max"]))


def _side(
    reader: Reader, by: tuple[str, ...], both: pd.DataFrame, name: str, filters: Filters
) -> pd.DataFrame:
    """Means of one side by group and competence; what belongs to no group is left out."""
    about = dict(zip(both[name], both["competence"], strict=True))
    asked = filters.with_(items=tuple(about))
    found = measure(reader, MEAN, (*by, "item"), asked).frame
    found = found.assign(competence=found["item"].map(about))
    if by:
        found = found[found[by[0]].notna()]
    return found.set_index([*by, "competence"])


def _null(told: pd.DataFrame, draws: int) -> NullFlags:
    """The same rule where both sides say the same of everything."""

    # Numbers alone: what is drawn has no status, and a frame of few columns is quick to copy.
    numbers = pd.DataFrame({f"{x}_n": told[f"{x}_n"] for x in ("alumni", "employers")})
    margin = told["margin"].to_numpy(dtype=float)

    def called(sides: Sequence[Side]) -> NDArray[np.bool_]:
        drawn = {}
        for name, (value, sd) in zip(("alumni", "employers"), sides, strict=True):
            drawn |= {name: value, f"{name}_sd": sd}
        finding = judged(numbers.assign(**drawn), margin)["finding"].to_numpy()
        return np.isin(finding.astype(str), _CALLED)

    def possible(sides: Sequence[Side]) -> NDArray[np.bool_]:
        means = [
            Mean(n, value, sd, sd / np.sqrt(n), value, value)
            for n, (value, sd) in zip((numbers[c].to_numpy() for c in numbers), sides, strict=True)
        ]
        found = two_means(*means, margin=margin)
        return any_called(found.p_value, load_rules()[RULE].false_calls)

    sides = [(told[f"{x}_n"], told[f"{x}_sd"]) for x in ("alumni", "employers")]
    return null_calls(sides, called, draws, possible=possible)


def _row(reader: Reader, unit: str, r: dict, cohorts: tuple[int, ...], wave: int | None) -> dict:
    programme = r.get("programme", "")
    school = r.get("school", schools_of(reader).get(programme, "") if programme else "")
    spread = [r[f"{x}_sd"] ** 2 / r[f"{x}_n"] for x in ("alumni", "employers")]
    sd = float(np.sqrt(sum(spread)))
    return {
        "kind": "disagreement",
        # Who of the two is right is another question.
        "tone": "bad" if r["finding"] == Finding.LOWER else "neutral",
        "unit": unit,
        "indicator": MEAN,
        "subject": r["subject"],
        "beside": r["beside"],
        "programme": programme,
        "school": school,
        "cohort_first": cohorts[0] if cohorts else None,
        "cohort_last": cohorts[-1] if cohorts else None,
        "wave": wave,
        "n": r["alumni_n"],
        "n_beside": r["employers_n"],
        "observed": r["employers"],
        "expected": r["alumni"],
        "difference": r["difference"],
        "sd": sd,
        "low": r["low"],
        "high": r["high"],
        "q_value": r["q"],
        "materiality": r["margin"],
        **sized(r["difference"], sd, r["margin"]),
    }
