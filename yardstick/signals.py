"""signals(): what the build found, for whoever may see it. Its sentences: yardstick/findings/told.py."""

import pandas as pd

from yardstick.compare.catalogue import load_factors, load_outcomes
from yardstick.compare.comparison import compare
from yardstick.compare.trends import trends
from yardstick.feedback.weak import rated_courses
from yardstick.findings.model import COLUMNS
from yardstick.findings.times import wave_of
from yardstick.measure import Filters, Reader
from yardstick.measure.apart import apart
from yardstick.measure.findings import stored_chance, stored_signals
from yardstick.measure.model import Reason
from yardstick.measure.pooled import pooled
from yardstick.sentences import joined
from yardstick.sentences.held_constant import not_held, pooled_comparison
from yardstick.text import Translator, mark
from yardstick.wording import listing

#: Lists of chance that rest on a comparison of programmes.
COMPARED = ("benchmark", "trend")
KIND_WORDS: dict[str, str] = {
    "threshold": mark("below a threshold"),
    "below": mark("below the benchmark"),
    "falling": mark("falling against the benchmark"),
    "gap": mark("competence gap"),
    "course": mark("weak course"),
    "mismatch": mark("mismatch of field or level"),
    "disagreement": mark("employers and alumni apart"),
    "coverage": mark("too few answers"),
    "above": mark("above the benchmark"),
    "rising": mark("rising against the benchmark"),
}
TONE_WORDS: dict[str, str] = {
    "bad": mark("to look into"),
    "good": mark("good news"),
    "neutral": mark("neither good nor bad"),
}
_OPEN = mark("cannot be judged")


def tone_words(kind: str, tone: str, t: Translator) -> str:
    """Whether a finding is good news; of too few answers nothing can be said either way."""
    words = _OPEN if kind == "coverage" else TONE_WORDS[tone]
    return t(words)


def signals(reader: Reader, filters: Filters | None = None) -> pd.DataFrame:
    """The stored findings within scope and filters, in the order of triage.

    None whose benchmark the comparison withholds from this reader.

    Columns: :data:`yardstick.findings.model.COLUMNS`; ``kind``: one of ``KINDS`` there; ``tone``:
    bad, good, neutral. Empty without columns where the snapshot was built without comparisons, or
    by a version that stored others. Filters of cohort, gender and wave do not apply: each finding
    names the cohorts it is about. A finding of a school or of the whole is shown where all of it is
    in view.
    """
    found = stored_signals(reader, filters, _released)
    # Another version stored other columns: its findings cannot be told by these sentences.
    return found if set(COLUMNS) <= set(found.columns) else pd.DataFrame()


def chance(reader: Reader) -> pd.DataFrame:
    """How many flags each list has and chance alone would give, over the whole institution.

    Columns: :data:`yardstick.findings.model.CHANCE_COLUMNS`; ``family``: benchmark, trend,
    gap, course or disagreement.
    """
    return stored_chance(reader, _overall)


def _released(reader: Reader, family: str, outcome: str) -> frozenset[str]:
    """The programmes whose benchmark, or the change against it, this reader is shown."""
    if family == "course":
        found = rated_courses(reader)
        return frozenset() if found.withheld else frozenset(found.frame["programme"])
    if outcome not in load_outcomes():
        return frozenset()
    if family == "trend":
        slopes = trends(reader, outcome).slopes
        return frozenset(slopes.loc[slopes["change"].notna(), "programme"])
    frame = compare(reader, outcome, model=False).frame
    return frozenset(frame.loc[frame["expected"].notna(), "programme"])


def _overall(reader: Reader, family: str, outcome: str) -> bool:
    """Whether this reader is shown what is made of all programmes together.

    Lists of feedback count what is called in every programme, so only who sees all is told.
    """
    if family not in COMPARED or outcome not in load_outcomes():
        return False
    return not compare(reader, outcome, model=False).withheld


def conditions(found: pd.DataFrame, reader: Reader, t: Translator) -> list[str]:
    """What holds for the findings as a list: what is held constant, what is not, what is pooled.

    ``found``: rows of :func:`signals`. Empty where none of them rests on a comparison or a pool.
    """
    compared = found[found["held"].fillna("") != ""]
    said = []
    if len(compared):
        known = load_factors().allowed
        sets = list(dict.fromkeys(compared["held"]))
        named = [listing([known[f].label(t.lang) for f in s.split(";")], t) for s in sets]
        said.append(
            joined(
                [
                    t("Held constant by the benchmark: {factors}.", factors=t("; ").join(named)),
                    not_held([f for s in sets for f in s.split(";")], t),
                ],
                t,
            )
        )
        said.append(pooled_comparison(_apart(compared, reader), t))
    limits = found[found["kind"] == "threshold"]
    if moved := _apart(limits, reader):
        said.append(
            joined(
                [
                    *apart(moved, t),
                    t("A rate set against a threshold may cover several of these cohorts."),
                ],
                t,
            )
        )
    return [s for s in said if s]


def _apart(rows: pd.DataFrame, reader: Reader) -> list[Reason]:
    """Why cohorts within the findings were not observed alike, each reason once."""
    found: dict[Reason, None] = {}
    asked = rows[["indicator", "cohort_first", "cohort_last", "wave"]]
    for r in asked.drop_duplicates().to_dict("records"):
        years = tuple(range(int(r["cohort_first"]), int(r["cohort_last"]) + 1))
        at = Filters(cohorts=years, wave=wave_of(r))
        found |= dict.fromkeys(pooled(reader, [str(r["indicator"])], at))
    return list(found)
