"""Findings of comparisons: programmes above or below their benchmark, or moving against it."""

import numpy as np

from yardstick.compare.catalogue import Outcome
from yardstick.compare.model import Comparison
from yardstick.compare.trends import trends
from yardstick.findings.model import sized
from yardstick.measure import Reader

#: The outcomes whose verdicts are findings of the kind "mismatch": field, level, and both.
MISMATCHES = ("horizontal", "vertical", "mismatch")


def _tone(outcome: Outcome, sign: int) -> str:
    """Whether a difference of that sign is good news."""
    if outcome.polarity == "none":
        return "neutral"
    return "good" if (sign > 0) == (outcome.polarity == "higher") else "bad"


def _material(outcome: Outcome, materiality: float) -> float:
    """Materiality on the scale of the difference."""
    return float(np.log1p(materiality)) if outcome.kind == "log_pay" else materiality


def standing(c: Comparison) -> list[dict]:
    material = _material(c.outcome, c.materiality)
    found = []
    for r in c.frame[c.frame["verdict"].isin(["above", "below"])].to_dict("records"):
        sign = 1 if r["verdict"] == "above" else -1
        found.append(
            r
            | sized(r["difference"], r["sd"], material)
            | {
                "kind": "mismatch" if c.outcome.id in MISMATCHES else r["verdict"],
                "tone": _tone(c.outcome, sign),
                "outcome": c.outcome.id,
                "indicator": c.indicator,
                "threshold": "",
                "cohort_first": c.cohorts[0],
                "cohort_last": c.cohorts[-1],
                "wave": c.wave,
                "probability": r["p_above"] if sign > 0 else r["p_below"],
                "materiality": c.materiality,
                "held": ";".join(c.factors_used),
            }
        )
    return found


def moving(reader: Reader, outcome: Outcome, schools: dict[str, str]) -> tuple[list[dict], int]:
    t = trends(reader, outcome.id)
    material = _material(outcome, outcome.materiality)
    found = []
    for r in t.slopes[t.slopes["verdict"].isin(["rising", "falling"])].to_dict("records"):
        if r["programme"] not in schools:
            continue
        sign = 1 if r["verdict"] == "rising" else -1
        found.append(
            r
            | sized(r["change"], r["sd"], material)
            | {
                "kind": r["verdict"],
                "tone": _tone(outcome, sign),
                "outcome": outcome.id,
                "indicator": outcome.indicator,
                "threshold": "",
                "school": schools[r["programme"]],
                "cohort_first": int(r["early_first"]),
                "early_last": int(r["early_last"]),
                "late_first": int(r["late_first"]),
                "cohort_last": int(r["late_last"]),
                "wave": t.wave,
                "difference": r["change"],
                "probability": r["p_above"] if sign > 0 else r["p_below"],
                "materiality": outcome.materiality,
                "held": ";".join(t.factors_used),
            }
        )
    return found, int(t.slopes["p_value"].notna().sum())
