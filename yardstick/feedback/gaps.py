"""Competence gaps of a selection: estimates, quadrants, and which stand out among all of the list.

Every figure comes off the road with its status. Benjamini-Hochberg runs over the pairs of the list
that have a test; a quadrant is named only where the 90 % intervals clear both lines. A gap goes
with a programme and does not say what made it.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from yardstick.feedback.lists import PairList
from yardstick.inference.mean import p_of_zero
from yardstick.inference.multiplicity import benjamini_hochberg
from yardstick.inference.quadrant import CrossHair, Quadrant, Rule, cross_hair, place
from yardstick.measure import Filters, Measures, Reader, measure
from yardstick.measure.model import VISIBLE

GAP, IMPORTANCE, ATTAINMENT = "competence.gap", "competence.importance", "competence.attainment"
SHORTAGE, SURPLUS = "competence.shortage", "competence.surplus"
INDICATORS = (GAP, IMPORTANCE, ATTAINMENT, SHORTAGE, SURPLUS)
#: Expected share of wrong calls among the gaps that are called.
FALSE_CALLS = 0.05


class Finding(StrEnum):
    """What may be said of a gap."""

    #: More is required (or important) than was acquired (or met).
    SHORT = "short"
    #: More was acquired (or met) than is required (or important).
    OVER = "over"
    #: No gap and a small one cannot be told apart on this base.
    CANNOT_TELL = "cannot_tell"
    NO_FIGURE = "no_figure"


@dataclass(frozen=True)
class Gaps:
    """One row per pair in ``frame``, largest gap first, those without a figure last.

    Columns: pair, n, gap, low, high, sd, p, q, finding, importance and attainment each with
    ``_low`` and ``_high`` (90 %), shortage and surplus (shares), quadrant, straddles, point,
    status, reason, short_status. ``measures`` is what the road said, for downloads.
    """

    list: PairList
    frame: pd.DataFrame
    lines: CrossHair
    measures: Measures
    wave: int | None


def gaps(
    reader: Reader,
    chosen: PairList,
    filters: Filters | None = None,
    rule: Rule = Rule.GRAND_MEANS,
) -> Gaps:
    """Gaps of one list of pairs within the filters.

    Raises ValueError for the midpoint where the pairs have different scales.
    """
    filters = (filters or Filters()).with_(pairs=chosen.pairs)
    found = measure(reader, INDICATORS, ("pair",), filters)
    parts = {i: _of(found.frame, i) for i in INDICATORS}
    gap = parts[GAP]
    frame = pd.DataFrame(
        {
            "pair": gap.index,
            "n": gap["base"].to_numpy(dtype=float),
            "gap": gap["value"].to_numpy(dtype=float),
            "low": gap["low"].to_numpy(dtype=float),
            "high": gap["high"].to_numpy(dtype=float),
            "sd": gap["sd"].to_numpy(dtype=float),
            "status": gap["status"].to_numpy(),
            "reason": gap["reason"].to_numpy(),
            "short_status": parts[SHORTAGE]["status"].reindex(gap.index).to_numpy(),
        }
    )
    for name, indicator in (("importance", IMPORTANCE), ("attainment", ATTAINMENT)):
        rows = parts[indicator].reindex(gap.index)
        frame[name] = rows["value"].to_numpy(dtype=float)
        frame[f"{name}_low"] = rows["low"].to_numpy(dtype=float)
        frame[f"{name}_high"] = rows["high"].to_numpy(dtype=float)
    for name, indicator in (("shortage", SHORTAGE), ("surplus", SURPLUS)):
        frame[name] = parts[indicator]["value"].reindex(gap.index).to_numpy(dtype=float)
    frame["p"] = p_of_zero(frame["gap"], frame["sd"], frame["n"])
    frame["q"] = benjamini_hochberg(frame["p"])
    frame["finding"] = _findings(frame)
    lines = cross_hair(frame["importance"], frame["attainment"], rule, chosen.ends)
    placed = place(
        *(frame[f"importance{x}"] for x in ("", "_low", "_high")),
        *(frame[f"attainment{x}"] for x in ("", "_low", "_high")),
        lines,
    )
    seen = frame["status"].isin(VISIBLE).to_numpy() & frame["gap"].notna().to_numpy()
    frame["quadrant"] = np.where(seen, placed.quadrant, Quadrant.NO_FIGURE.value)
    frame["point"] = np.where(seen, placed.point, Quadrant.NO_FIGURE.value)
    frame["straddles"] = placed.straddles
    frame["seen"] = seen
    frame = frame.sort_values("gap", ascending=False, kind="stable", na_position="last")
    wave = next((int(w) for w in gap["wave_used"] if w is not None), None)
    return Gaps(chosen, frame.reset_index(drop=True), lines, found, wave)


def _of(frame: pd.DataFrame, indicator: str) -> pd.DataFrame:
    return frame[frame["indicator"] == indicator].set_index("pair")


def _findings(frame: pd.DataFrame) -> np.ndarray:
    called = (frame["q"] <= FALSE_CALLS).to_numpy()
    gap = frame["gap"].to_numpy(dtype=float)
    return np.select(
        [np.isnan(gap), called & (gap > 0), called & (gap < 0)],
        [Finding.NO_FIGURE.value, Finding.SHORT.value, Finding.OVER.value],
        Finding.CANNOT_TELL.value,
    )


def first(found: Gaps) -> list[str]:
    """Pairs to look at first, the largest gap first: attainment falls short of importance, which is
    high beside the others while attainment is low (both intervals clear of the lines)."""
    f = found.frame
    at = (f["finding"] == Finding.SHORT) & (f["quadrant"] == Quadrant.CONCENTRATE)
    return f.loc[at, "pair"].tolist()
