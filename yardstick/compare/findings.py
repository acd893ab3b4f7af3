"""find(): the one verdict rule over all outcomes and programmes, as the build stores it.

Every number comes from the functions the pages call, so the same finding stands on the page, in
the triage list and in a report. Sorted for triage by kind, then by how large the difference is at
least (its bound towards no difference), in units of what is material; never by z, which ranks by
size.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from yardstick.catalogue import load_catalogue
from yardstick.compare import stored
from yardstick.compare.catalogue import Outcome, factor_set, load_outcomes, load_thresholds
from yardstick.compare.comparison import compare
from yardstick.compare.layers import LEAST_RESPONSE, thresholds
from yardstick.compare.model import Comparison
from yardstick.compare.pool import carried
from yardstick.compare.trends import null_trends, trends
from yardstick.inference.proportion import normal_quantile
from yardstick.inference.redraw import DRAWS, NullFlags
from yardstick.measure import EVERYTHING, Filters, Reader, Status, measure
from yardstick.measure.model import VISIBLE
from yardstick.measure.waves import wave_for

#: Kinds in the order of triage: what needs a look first.
KINDS = ("threshold", "below", "falling", "match", "coverage", "above", "rising")
#: The outcome whose verdicts are findings of the kind "match".
MISMATCH = "mismatch"
RESPONSE = "survey.response"
#: A threshold counts as missed from this probability on, as verdicts do.
SURE = 0.95
COLUMNS = (
    "place", "kind", "tone", "outcome", "indicator", "threshold", "programme", "school",
    "cohort_first", "early_last", "late_first", "cohort_last", "wave", "n", "population",
    "observed", "expected",
    "difference", "sd", "low", "high", "probability", "q_value", "materiality", "contribution",
    "at_least", "size", "held", "agree",
)  # fmt: skip
TEXT = ("kind", "tone", "outcome", "indicator", "threshold", "programme", "school", "held")
#: ``early_last`` and ``late_first`` part the two pools of a change; other findings have none.
WHOLE = ("place", "cohort_first", "early_last", "late_first", "cohort_last", "wave")
CHANCE_COLUMNS = (
    "place", "outcome", "family", "programmes", "found", "mean", "low", "high", "at_least_one",
    "draws",
)  # fmt: skip


@dataclass(frozen=True)
class Found:
    """``signals`` (COLUMNS), ``chance`` (CHANCE_COLUMNS), ``effects`` and ``models``, in their order.

    The latter two are those of :mod:`yardstick.compare.stored`.
    """

    signals: pd.DataFrame
    chance: pd.DataFrame
    effects: pd.DataFrame
    models: pd.DataFrame


def find(reader: Reader, draws: int = DRAWS) -> Found:
    """All findings of a snapshot, whatever the reader's scope; ``draws`` null redraws per list."""
    everyone = Reader(reader.snapshot, EVERYTHING, reader.profile, reader.lang)
    rows: list[dict] = []
    chance: list[dict] = []
    effects: list[dict] = []
    models: list[dict] = []
    for outcome in load_outcomes().values():
        c = compare(everyone, outcome.id, draws=draws)
        if c.status not in VISIBLE:
            continue
        of_programmes, of_all = _stored(c, everyone)
        effects += of_programmes
        models.append(of_all)
        own = _standing(c)
        rows += own
        told = c.frame["status"].isin([str(s) for s in VISIBLE])
        chance.append(_by_chance(outcome.id, "benchmark", int(told.sum()), len(own), c.chance))
        schools = dict(zip(c.frame["programme"], c.frame["school"], strict=True))
        own, programmes = _moving(everyone, outcome, schools)
        if programmes:
            rows += own
            flags = null_trends(everyone, outcome.id, draws=draws)
            chance.append(_by_chance(outcome.id, "trend", programmes, len(own), flags))
    rows += _below_thresholds(everyone)
    rows += _coverage(everyone)
    return Found(
        _ordered(rows),
        pd.DataFrame(_numbered(chance), columns=list(CHANCE_COLUMNS)),
        pd.DataFrame(_numbered(effects), columns=list(stored.EFFECTS)),
        pd.DataFrame(_numbered(models), columns=list(stored.MODELS)).astype({"wave": "Int64"}),
    )


def _stored(c: Comparison, reader: Reader) -> tuple[list[dict], dict]:
    usual = factor_set(c.factors)
    used, _ = carried(reader, usual)
    return stored.rows(c, reader, used, usual.coarsen)


def _tone(outcome: Outcome, sign: int) -> str:
    """Whether a difference of that sign is good news."""
    if outcome.polarity == "none":
        return "neutral"
    return "good" if (sign > 0) == (outcome.polarity == "higher") else "bad"


def _material(outcome: Outcome, materiality: float) -> float:
    """Materiality on the scale of the difference."""
    return float(np.log1p(materiality)) if outcome.kind == "log_pay" else materiality


def _sized(difference: float, sd: float, material: float) -> dict:
    """The difference there is at least, with 95 %, and its size in units of what is material."""
    least = max(abs(difference) - normal_quantile(0.90) * sd, 0.0)
    return {"at_least": least, "size": least / material if material > 0 else np.nan}


def _standing(c: Comparison) -> list[dict]:
    material = _material(c.outcome, c.materiality)
    found = []
    for r in c.frame[c.frame["verdict"].isin(["above", "below"])].to_dict("records"):
        sign = 1 if r["verdict"] == "above" else -1
        found.append(
            r
            | _sized(r["difference"], r["sd"], material)
            | {
                "kind": "match" if c.outcome.id == MISMATCH else r["verdict"],
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


def _moving(reader: Reader, outcome: Outcome, schools: dict[str, str]) -> tuple[list[dict], int]:
    t = trends(reader, outcome.id)
    material = _material(outcome, outcome.materiality)
    found = []
    for r in t.slopes[t.slopes["verdict"].isin(["rising", "falling"])].to_dict("records"):
        if r["programme"] not in schools:
            continue
        sign = 1 if r["verdict"] == "rising" else -1
        found.append(
            r
            | _sized(r["change"], r["sd"], material)
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


def _below_thresholds(reader: Reader) -> list[dict]:
    found = []
    table = thresholds(reader)
    schools = _schools(reader)
    sure = table["judged"].astype(bool) & (table["p_below"] >= SURE)
    for r in table[sure].to_dict("records"):
        asked = load_thresholds()[r["threshold"]]
        gap = r["limit"] - r["value"]
        found.append(
            r
            | {
                "kind": "threshold",
                "tone": "bad",
                "outcome": "",
                "indicator": asked.indicator,
                "school": schools[r["programme"]],
                "cohort_first": r["cohort_first"],
                "cohort_last": r["cohort_last"],
                "wave": _wave(reader, asked.indicator),
                "population": np.nan,
                "observed": r["value"],
                "expected": r["limit"],
                "difference": -gap,
                "probability": r["p_below"],
                "at_least": max(gap, 0.0),
                "size": max(gap, 0.0),
            }
        )
    return found


def _wave(reader: Reader, indicator: str) -> int | None:
    i = load_catalogue()[indicator]
    return wave_for(reader.snapshot, load_catalogue().columns[i.column], i, Filters())


def _schools(reader: Reader) -> dict[str, str]:
    p = reader.snapshot.info().programmes.sort_values("is_latest")
    return dict(zip(p["programme"], p["school"], strict=True))


def _coverage(reader: Reader) -> list[dict]:
    """Programmes of which the survey of the pool heard from too few to say anything."""
    i = load_catalogue()[RESPONSE]
    wave = _wave(reader, RESPONSE)
    presence = reader.snapshot.info().presence.get(i.column, {})
    pool = tuple(sorted(c for (c, w), n in presence.items() if n > 0 and w == wave)[-3:])
    if not pool:
        return []
    schools = _schools(reader)
    asked = measure(reader, RESPONSE, ("programme",), Filters(cohorts=pool, wave=wave)).estimates()
    found = []
    for r in asked.to_dict("records"):
        if Status(r["status"]) not in VISIBLE or r["programme"] not in schools:
            continue
        few = r["positive"] < reader.profile.percent_base
        if not (few and r["population"] >= reader.profile.percent_base) and (
            r["value"] >= LEAST_RESPONSE
        ):
            continue
        found.append(
            {
                "kind": "coverage",
                "tone": "neutral",
                "outcome": "",
                "indicator": RESPONSE,
                "threshold": "",
                "programme": r["programme"],
                "school": schools[r["programme"]],
                "cohort_first": pool[0],
                "cohort_last": pool[-1],
                "wave": wave,
                "n": r["positive"],
                "population": r["base"],
                "observed": r["value"],
                "expected": LEAST_RESPONSE,
                "difference": r["value"] - LEAST_RESPONSE,
                "size": max(LEAST_RESPONSE - r["value"], 0.0),
            }
        )
    return found


def _by_chance(
    outcome: str, family: str, programmes: int, found: int, flags: NullFlags | None
) -> dict:
    return {
        "outcome": outcome,
        "family": family,
        "programmes": programmes,
        "found": found,
        "mean": flags.mean if flags else np.nan,
        "low": flags.low if flags else np.nan,
        "high": flags.high if flags else np.nan,
        "at_least_one": flags.at_least_one if flags else np.nan,
        "draws": len(flags.counts) if flags else 0,
    }


def _numbered(rows: list[dict]) -> list[dict]:
    return [{"place": k, **r} for k, r in enumerate(rows)]


def _ordered(rows: list[dict]) -> pd.DataFrame:
    """For triage: bad news first, then what cannot be judged, good news, what is neither."""
    tones = {"bad": 0, "good": 2, "neutral": 3}

    def key(r: dict) -> tuple:
        first = 1 if r["kind"] == "coverage" else tones[r["tone"]]
        return first, KINDS.index(r["kind"]), -r["size"], r["programme"], r["outcome"]

    frame = pd.DataFrame(_numbered(sorted(rows, key=key)), columns=list(COLUMNS))
    for column in COLUMNS:
        if column in TEXT:
            frame[column] = pd.array(
                ["" if v is None or v != v else str(v) for v in frame[column]], dtype="str"
            )
        elif column in WHOLE:
            frame[column] = pd.array(frame[column], dtype="Int64")
        elif column == "agree":
            frame[column] = pd.array(
                [v if isinstance(v, bool | np.bool_) else None for v in frame[column]],
                dtype="boolean",
            )
        else:
            frame[column] = frame[column].astype(float)
    return frame
