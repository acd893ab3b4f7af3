"""Gaps of all programmes as one list: which programme falls short on which pair, beyond chance.

The family of Benjamini-Hochberg is every programme and pair of the institution at the wave and for
the cohorts asked, whoever looks and whichever programmes are shown: a programme has one finding.
Only rows within the reader's scope come back.
"""

from dataclasses import dataclass

import pandas as pd

from yardstick.feedback.gaps import GAP, Finding, judged, margins
from yardstick.feedback.lists import PairList
from yardstick.measure import EVERYTHING, Filters, Measures, Reader, measure
from yardstick.measure.model import VISIBLE

#: What chooses programmes; it does not change the list they are judged in.
CHOOSING = ("schools", "categories", "classes", "programmes", "levels")


@dataclass(frozen=True)
class ProgrammeGaps:
    """``frame``: programme, pair, n, gap, low, high, sd, margin, p, q, finding, status, reason, seen.

    ``family`` is the number of gaps tested together; ``measures`` what the road said of the rows.
    """

    list: PairList
    frame: pd.DataFrame
    family: int
    measures: Measures
    wave: int | None

    def called(self) -> pd.DataFrame:
        """Rows where attainment falls short, the largest gap first."""
        short = self.frame[self.frame["finding"] == Finding.SHORT]
        return short.sort_values("gap", ascending=False, kind="stable").reset_index(drop=True)


def programme_gaps(
    reader: Reader, chosen: PairList, filters: Filters | None = None
) -> ProgrammeGaps:
    """Gaps of one list of pairs by programme, for the programmes of the filters."""
    filters = (filters or Filters()).with_(pairs=chosen.pairs)
    by = ("programme", "pair")
    everybody = Reader(reader.snapshot, EVERYTHING, reader.profile, reader.lang)
    institution = filters.with_(**dict.fromkeys(CHOOSING, ()))
    known = margins(reader, chosen)
    every = judged(_rows(measure(everybody, GAP, by, institution).frame, known))
    found = measure(reader, GAP, by, filters)
    own = _rows(found.frame, known)
    verdicts = every[[*by, "p", "q", "finding"]]
    frame = own.merge(verdicts, how="left", on=list(by))
    # Whose programme is not on record belongs to no row of the list.
    frame["finding"] = frame["finding"].fillna(Finding.NO_FIGURE.value)
    used = found.frame["wave_used"].dropna()
    return ProgrammeGaps(
        list=chosen,
        frame=frame,
        family=int(every["p"].notna().sum()),
        measures=found,
        wave=int(used.iloc[0]) if len(used) else None,
    )


def _rows(frame: pd.DataFrame, known: dict[str, float]) -> pd.DataFrame:
    frame = frame[frame["programme"].notna()].reset_index(drop=True)
    rows = pd.DataFrame(
        {
            "programme": frame["programme"],
            "pair": frame["pair"],
            "n": frame["base"].astype(float),
            "gap": frame["value"].astype(float),
            "low": frame["low"].astype(float),
            "high": frame["high"].astype(float),
            "sd": frame["sd"].astype(float),
            "margin": frame["pair"].map(known).astype(float),
            "status": frame["status"],
            "reason": frame["reason"],
        }
    )
    rows["seen"] = rows["status"].isin(VISIBLE) & rows["gap"].notna()
    return rows
