"""Competence gaps of a selection: estimates, quadrants, and which stand out among all of the list.

Every figure comes off the road with its status. A gap is called where it clears chance and
materiality: the paired test asks whether it is larger than what matters (``Materiality``), and
Benjamini-Hochberg runs over the pairs of the list that have a test. A quadrant is named only where
the 90 % intervals clear both lines. A gap goes with a programme and does not say what made it.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from yardstick.feedback.lists import PairList
from yardstick.feedback.rules import load_rules
from yardstick.inference.mean import p_beyond
from yardstick.inference.multiplicity import benjamini_hochberg
from yardstick.inference.quadrant import CrossHair, Quadrant, Rule, cross_hair, place
from yardstick.measure import Filters, Measures, Reader, measure
from yardstick.measure.model import VISIBLE

GAP, IMPORTANCE, ATTAINMENT = "competence.gap", "competence.importance", "competence.attainment"
SHORTAGE, SURPLUS = "competence.shortage", "competence.surplus"
INDICATORS = (GAP, IMPORTANCE, ATTAINMENT, SHORTAGE, SURPLUS)
#: Name of the rule for gaps.
RULE = "gap"


class Finding(StrEnum):
    """What may be said of a gap."""

    #: More is required (or important) than was acquired (or met), by more than what matters.
    SHORT = "short"
    #: More was acquired (or met) than is required (or important), by more than what matters.
    OVER = "over"
    #: The whole interval lies within what does not matter.
    SMALL = "small"
    #: On this base a gap that matters and one that does not cannot be told apart.
    CANNOT_TELL = "cannot_tell"
    NO_FIGURE = "no_figure"


@dataclass(frozen=True)
class Gaps:
    """One row per pair in ``frame``, largest gap first, those without a figure last.

    Columns: pair, n, gap, low, high, sd, margin (the smallest gap that matters, in points of the
    pair's scale), p, q, finding, importance and attainment each with
    ``_low`` and ``_high`` (90 %), shortage and surplus (shares), quadrant, straddles, point,
    status, reason, short_status. ``measures`` is what the road said, for downloads.
    """

    list: PairList
    frame: pd.DataFrame
    lines: CrossHair
    measures: Measures
    wave: int | None

    @property
    def margin(self) -> float | None:
        """The smallest gap that matters, where it is the same for all; None where scales differ."""
        found = set(self.frame["margin"].dropna().round(9))
        return found.pop() if len(found) == 1 else None


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
    frame["margin"] = frame["pair"].map(margins(reader, chosen)).astype(float)
    frame = judged(frame)
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


def margins(reader: Reader, chosen: PairList) -> dict[str, float]:
    """The smallest gap that matters, by pair: a part of the range of its scale, in points."""
    rule, pairs = load_rules()[RULE], reader.snapshot.info().pairs
    return {
        r["pair_id"]: rule.points(r["scale_min"], r["scale_max"])
        for r in pairs[pairs["pair_id"].isin(chosen.pairs)].to_dict("records")
    }


def judged(frame: pd.DataFrame) -> pd.DataFrame:
    """``frame`` with p, q and finding of its rows as one list.

    It has gap, low, high (95 %), sd, n and margin; rows without a figure have NaN and no test.
    """
    gap, low, high, margin = (
        frame[c].to_numpy(dtype=float) for c in ("gap", "low", "high", "margin")
    )
    p = p_beyond(gap, frame["sd"], frame["n"], margin)
    q = benjamini_hochberg(p)
    called = q <= load_rules()[RULE].false_calls
    finding = np.select(
        [
            np.isnan(gap),
            called & (gap > 0),
            called & (gap < 0),
            # Without an interval nothing is known of how large it may be.
            (low > -margin) & (high < margin),
        ],
        [Finding.NO_FIGURE.value, Finding.SHORT.value, Finding.OVER.value, Finding.SMALL.value],
        Finding.CANNOT_TELL.value,
    )
    return frame.assign(p=p, q=q, finding=finding)


def first(found: Gaps) -> list[str]:
    """Pairs to look at first, the largest gap first: attainment falls short of importance, which is
    high beside the others while attainment is low (both intervals clear of the lines)."""
    f = found.frame
    at = (f["finding"] == Finding.SHORT) & (f["quadrant"] == Quadrant.CONCENTRATE)
    return f.loc[at, "pair"].tolist()
