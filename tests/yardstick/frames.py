"""Frames of the shapes that measure returns, built by hand for tests of figures and sentences."""

import math

import pandas as pd

from yardstick.measure.model import MEASURE_COLUMNS, Status

NAN = math.nan


def estimate(value=NAN, low=NAN, high=NAN, *, base=100, status=Status.SHOWN, **more) -> dict:
    """One row of a Measures frame."""
    row = dict.fromkeys(MEASURE_COLUMNS)
    row |= {
        "indicator": "cn2024.destination_rate",
        "wave_used": 6,
        "positive": NAN if math.isnan(value) else round(value * base),
        "base": base,
        "population": base,
        "value": value,
        "low": low,
        "high": high,
        "confidence": 0.95,
        "interval": "wilson",
        "method": "unweighted",
        "effective_base": base,
        "status": status,
    }
    return row | more


def measures(*rows: dict) -> pd.DataFrame:
    return pd.DataFrame(list(rows))


def counted(counts: dict[str, int], *, interval: float | None = None, status=Status.SHOWN):
    """The frame of a Distribution without groups."""
    base = sum(counts.values())
    return pd.DataFrame(
        [
            {
                "code": code,
                "n": n,
                "base": base,
                "share": n / base if base else NAN,
                "low": NAN if interval is None else n / base - interval,
                "high": NAN if interval is None else n / base + interval,
                "status": status,
            }
            for code, n in counts.items()
        ],
        columns=["code", "n", "base", "share", "low", "high", "status"],
    )


def curve(values: list[float], half: float = 0.05) -> pd.DataFrame:
    """The frame of a Curve without groups: share still waiting at months 0, 1, 2 ..."""
    return pd.DataFrame(
        [
            {
                "time": i,
                "at_risk": 100,
                "events": 1,
                "value": v,
                "low": max(v - half, 0),
                "high": min(v + half, 1),
                "status": Status.SHOWN,
            }
            for i, v in enumerate(values)
        ]
    )


def plain(_what: str, code: object) -> str:
    return str(code)
