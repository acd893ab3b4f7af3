"""From a competence to the courses that carry it, and to the industries that ask for it.

For one programme and the cohorts asked for: its called gaps, the courses of the versions of the
curriculum those cohorts studied, what alumni say of each course, and where the competence is asked
for. Versions are kept apart. The gaps come from the list of all programmes (``by_programme``), the
findings on courses from the list of all courses (``weak``): this only puts them side by side. That
a course carries a competence that falls short is an association and no cause.
"""

from dataclasses import dataclass

import pandas as pd

from yardstick.feedback.by_programme import programme_gaps
from yardstick.feedback.curricula import carried, competences, courses, curricula, uncarried
from yardstick.feedback.gaps import Finding
from yardstick.feedback.lists import PairList, cohorts_at
from yardstick.feedback.weak import rated_courses
from yardstick.inference.verdict import Standing
from yardstick.measure import Filters, Reader
from yardstick.measure.by_industry import by_industry
from yardstick.measure.model import VISIBLE, Status

#: What a course says of itself in ``rated_courses``.
RATED = (
    *("importance", "importance_low", "importance_high", "importance_n"),
    *("fulfilment", "fulfilment_low", "fulfilment_high", "n", "expected", "difference"),
    *("low", "high", "finding", "status", "reason"),
)


@dataclass(frozen=True)
class CourseFit:
    """Of one programme.

    ``gaps``: pair, competence, name, gap, low, high, n, finding, status, seen; largest gap first.
    ``courses``: of ``yardstick.feedback.curricula.courses``, with RATED and ``short`` (the largest
    share of a competence that falls short, 0 where none); weak ones that carry what falls short
    first, those nobody rated last. ``carried``: course_id, competence, share. ``uncarried``:
    curriculum, competence, name, finding. ``unasked``: competence, name of those the courses carry
    and no survey asks for. ``cohorts`` rated the pairs, ``rated`` the courses.
    """

    programme: str
    cohorts: tuple[int, ...]
    rated: tuple[int, ...]
    wave: int | None
    versions: pd.DataFrame
    gaps: pd.DataFrame
    courses: pd.DataFrame
    carried: pd.DataFrame
    uncarried: pd.DataFrame
    unasked: pd.DataFrame
    withheld: bool

    def short(self) -> list[str]:
        """Competences on which attainment falls short, the largest gap first."""
        own = self.gaps[self.gaps["finding"] == Finding.SHORT]
        return [c for c in own["competence"] if isinstance(c, str)]

    def of(self, competence: str) -> pd.DataFrame:
        """The courses that carry it with ``share``; weak ones first, then by share."""
        own = self.carried[self.carried["competence"] == competence]
        found = self.courses.merge(own[["course_id", "share"]], on="course_id")
        weak = found["finding"] == Standing.BELOW
        order = found.assign(_weak=~weak).sort_values(
            ["_weak", "share"], ascending=[True, False], kind="stable"
        )
        return order.drop(columns="_weak").reset_index(drop=True)

    def weak(self) -> pd.DataFrame:
        """Courses that meet the need clearly less often than others, in the order of ``courses``."""
        return self.courses[self.courses["finding"] == Standing.BELOW]


def course_fit(
    reader: Reader, programme: str, filters: Filters | None = None, chosen: PairList | None = None
) -> CourseFit:
    """The chain of one programme (a series). ``chosen`` is the list of pairs that tells the gaps;
    without one there are courses and no gaps."""
    filters = (filters or Filters()).with_(programmes=(programme,))
    gaps, wave = _gaps(reader, filters, chosen)
    judged = rated_courses(reader, filters)
    cohorts = filters.cohorts or (
        cohorts_at(reader, wave, filters) if chosen is not None else judged.cohorts
    )
    known = courses(reader, programme, cohorts)
    parts = carried(reader, programme, cohorts)[["course_id", "competence", "share"]]
    short = gaps.loc[gaps["finding"] == Finding.SHORT, "competence"].tolist()
    findings = dict(zip(gaps["competence"], gaps["finding"], strict=True))
    missing = uncarried(reader, programme, cohorts)
    missing = missing.assign(
        finding=[findings.get(c, Finding.NO_FIGURE.value) for c in missing["competence"]]
    )
    every = competences(reader)
    unasked = every[~every["asked"].astype(bool) & every["competence"].isin(parts["competence"])]
    return CourseFit(
        programme=programme,
        cohorts=tuple(cohorts),
        rated=judged.cohorts,
        wave=wave if wave is not None else judged.wave,
        versions=curricula(reader, programme, cohorts),
        gaps=gaps,
        courses=_courses(known, judged.frame, parts, short),
        carried=parts,
        uncarried=missing,
        unasked=unasked[["competence", "name"]].reset_index(drop=True),
        withheld=judged.withheld,
    )


def _gaps(
    reader: Reader, filters: Filters, chosen: PairList | None
) -> tuple[pd.DataFrame, int | None]:
    columns = ["pair", "competence", "gap", "low", "high", "n", "finding", "status", "seen"]
    if chosen is None:
        return pd.DataFrame(columns=columns), None
    found = programme_gaps(reader, chosen, filters)
    pairs = reader.snapshot.info().pairs
    of = dict(zip(pairs["pair_id"], pairs["competence"], strict=True))
    frame = found.frame.assign(competence=[of.get(x) for x in found.frame["pair"]])
    frame = frame.sort_values("gap", ascending=False, kind="stable", na_position="last")
    return frame[columns].reset_index(drop=True), found.wave


def _courses(
    known: pd.DataFrame, judged: pd.DataFrame, parts: pd.DataFrame, short: list[str]
) -> pd.DataFrame:
    """Courses with what was said of them, in the order in which they deserve a look."""
    if judged.empty:
        said = pd.DataFrame(columns=["course_id", *RATED])
    else:
        said = judged.rename(columns={"course": "course_id"})[["course_id", *RATED]]
    found = known.merge(said, on="course_id", how="left")
    found["finding"] = found["finding"].fillna(Standing.NO_FIGURE.value)
    found["status"] = [Status.NO_DATA if pd.isna(s) else s for s in found["status"]]
    shares = parts[parts["competence"].isin(short)].groupby("course_id")["share"].max()
    found["short"] = found["course_id"].map(shares).astype(float).fillna(0.0)
    weak = found["finding"] == Standing.BELOW
    seen = found["fulfilment"].notna()
    order = found.assign(
        _weak=~(weak & (found["short"] > 0)), _other=~weak, _unseen=~seen, _short=-found["short"]
    ).sort_values(
        ["_weak", "_other", "_unseen", "_short", "difference", "place"],
        kind="stable",
        na_position="last",
    )
    drop = ["_weak", "_other", "_unseen", "_short"]
    return order.drop(columns=drop).reset_index(drop=True)


def asked_for(
    reader: Reader, fit: CourseFit, filters: Filters | None = None
) -> tuple[pd.DataFrame, bool]:
    """Industries that ask for what falls short (``by_industry``), and whether it is the programme's
    own alumni who say so.

    Where too few of them work in any one industry, all alumni the reader may see speak instead.
    """
    pairs = fit.gaps.loc[fit.gaps["finding"] == Finding.SHORT, "pair"].tolist()
    if not pairs or fit.wave is None:
        return pd.DataFrame(), True
    asked = (filters or Filters()).with_(wave=fit.wave, programmes=(fit.programme,))
    own = by_industry(reader, pairs, asked)
    if len(own) and own["status"].isin(VISIBLE).any():
        return own[own["status"].isin(VISIBLE)].reset_index(drop=True), True
    every = by_industry(reader, pairs, asked.with_(programmes=()))
    if every.empty:
        return every, False
    return every[every["status"].isin(VISIBLE)].reset_index(drop=True), False
