"""What a finding is made of: its columns, their types, and the order of triage."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from yardstick.inference.proportion import normal_quantile
from yardstick.inference.redraw import NullFlags
from yardstick.measure import Reader
from yardstick.measure.waves import USUAL

#: Kinds in the order of triage: what needs a look first.
KINDS = (
    "threshold", "below", "falling", "gap", "course", "mismatch", "disagreement", "coverage",
    "above", "rising",
)  # fmt: skip
#: What a finding is about: one programme, one school, or all graduates of the institution.
UNITS = ("programme", "school", "institution")
#: ``subject`` is the pair or course a finding is about, ``beside`` the pair it is compared with;
#: ``n_beside`` the base of that. ``unit`` is one of UNITS; only a programme's has a programme.
COLUMNS = (
    "place", "kind", "tone", "unit", "outcome", "indicator", "threshold", "subject", "beside",
    "programme", "school", "cohort_first", "early_last", "late_first", "cohort_last", "wave", "n",
    "n_beside", "population", "observed", "expected", "difference", "sd", "low", "high",
    "probability", "q_value", "materiality", "contribution", "at_least", "size", "held", "agree",
)  # fmt: skip
TEXT = (
    "kind", "tone", "unit", "outcome", "indicator", "threshold", "subject", "beside", "programme",
    "school", "held",
)  # fmt: skip
#: ``early_last`` and ``late_first`` part the two pools of a change; other findings have none.
WHOLE = ("place", "cohort_first", "early_last", "late_first", "cohort_last", "wave")
#: One row per list: ``outcome`` is the outcome compared, or the list of feedback; ``programmes``
#: how many entries it has.
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


def sized(difference: float, sd: float, material: float) -> dict:
    """The difference there is at least, with 95 %, and its size in units of what is material."""
    least = max(abs(difference) - normal_quantile(0.90) * sd, 0.0)
    return {"at_least": least, "size": least / material if material > 0 else np.nan}


def usual_wave(waves: Sequence[int]) -> int | None:
    """Of several months after graduation those nearest to the usual ones."""
    return min(waves, key=lambda w: (abs(w - USUAL), w), default=None)


def pool_of(reader: Reader, column: str, wave: int | None, most: int) -> tuple[int, ...]:
    """The latest cohorts of which the column says something at the wave; none where none is known."""
    presence = reader.snapshot.info().presence.get(column, {})
    known = {c for (c, w), n in presence.items() if n > 0 and w == wave and c is not None}
    return tuple(sorted(known)[-most:])


def schools_of(reader: Reader) -> dict[str, str]:
    """The school of each programme, of its latest period."""
    p = reader.snapshot.info().programmes.sort_values("is_latest")
    return dict(zip(p["programme"], p["school"], strict=True))


def by_chance(
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


def numbered(rows: list[dict]) -> list[dict]:
    return [{"place": k, **r} for k, r in enumerate(rows)]


def ordered(rows: list[dict]) -> pd.DataFrame:
    """For triage: bad news first, then what cannot be judged, good news, what is neither."""
    tones = {"bad": 0, "good": 2, "neutral": 3}

    def key(r: dict) -> tuple:
        first = 1 if r["kind"] == "coverage" else tones[r["tone"]]
        # What holds of the whole comes before what holds of its parts.
        part = -UNITS.index(r.get("unit", UNITS[0]))
        place = (first, KINDS.index(r["kind"]), part)
        return *place, -r["size"], r["programme"], r.get("outcome", "")

    placed = [{"unit": UNITS[0], **r} for r in sorted(rows, key=key)]
    frame = pd.DataFrame(numbered(placed), columns=list(COLUMNS))
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
