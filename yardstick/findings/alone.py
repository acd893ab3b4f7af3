"""Findings that rest on a programme alone: below a threshold, or heard from too rarely."""

import numpy as np

from yardstick.catalogue import load_catalogue
from yardstick.compare.catalogue import load_thresholds
from yardstick.compare.layers import LEAST_RESPONSE, thresholds
from yardstick.findings.model import schools_of
from yardstick.measure import Filters, Reader, Status, measure
from yardstick.measure.model import VISIBLE
from yardstick.measure.waves import wave_for

RESPONSE = "survey.response"
#: A threshold counts as missed from this probability on, as verdicts do.
SURE = 0.95


def below_thresholds(reader: Reader) -> list[dict]:
    found = []
    table = thresholds(reader)
    schools = schools_of(reader)
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


def coverage(reader: Reader) -> list[dict]:
    """Programmes of which the survey of the pool heard from too few to say anything."""
    i = load_catalogue()[RESPONSE]
    wave = _wave(reader, RESPONSE)
    presence = reader.snapshot.info().presence.get(i.column, {})
    pool = tuple(sorted(c for (c, w), n in presence.items() if n > 0 and w == wave)[-3:])
    if not pool:
        return []
    schools = schools_of(reader)
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
