"""What the build reports about weights: respondents against the register, and how far weights help."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from yardstick.codes import code_list
from yardstick.inference.representativeness import representativeness as compared
from yardstick.measure.cells import allowed_programmes
from yardstick.measure.model import EVERYTHING, Filters, Reader, Reason
from yardstick.measure.remember import remembered
from yardstick.measure.snapshot import Snapshot
from yardstick.text import Bilingual, mark

#: Margins in the order in which they are raked and shown.
MARGINS: dict[str, str] = {
    "programme_group": mark("School and level"),
    "gender": mark("Gender"),
    "level": mark("Level"),
    "registered": mark("Registered destination"),
}
REGISTERED: dict[str, str] = {
    "employed": mark("In employment"),
    "study": mark("In further study"),
    "none": mark("Neither"),
    "unknown": mark("Destination not known"),
}
NO_SUMMARY = mark("This snapshot was built without weights.")
NO_SURVEY = mark(
    "No answers to a survey of cohort {cohort} are there {wave} months after graduation, so nothing "
    "is weighted."
)
NOBODY = mark("There are no answers to a survey, so nothing is weighted.")
#: About what the summary takes in memory.
SUMMARY_BYTES = 8192
NOT_WEIGHTED = mark("Not weighted. {why}")
PARTLY = mark("Not weighted, because cohort {cohort} is not. {why}")

REPRESENTATIVENESS_COLUMNS = (
    "cohort",
    "wave",
    "margin",
    "category",
    "population",
    "respondents",
    "response",
    "population_share",
    "share",
    "difference",
    "weighted_share",
    "weighted_difference",
    "collapsed_into",
    "raked",
)


@dataclass(frozen=True)
class Weights:
    """What is known of the weights of one cohort and wave; ``reason`` is None where there are some."""

    respondents: int
    population: int
    reason: Bilingual | None


def _has(snapshot: Snapshot, table: str) -> bool:
    return bool(
        snapshot.rows("SELECT 1 FROM duckdb_tables() WHERE table_name = ? LIMIT 1", [table])
    )


def weights_of(snapshot: Snapshot) -> dict[tuple[int, int], Weights] | None:
    """Weights by cohort and wave; None for a snapshot built before there were any."""
    return snapshot.kept.get(("weights_of",), lambda: _read(snapshot), lambda _: SUMMARY_BYTES)


def _read(snapshot: Snapshot) -> dict[tuple[int, int], Weights] | None:
    if not _has(snapshot, "meta_weights_summary"):
        return None
    found = {}
    for cohort, wave, n, population, en, zh in snapshot.rows(
        "SELECT cohort, wave, respondents, population, reason_en, reason_zh "
        "FROM meta_weights_summary"
    ):
        found[cohort, wave] = Weights(n, population, Bilingual(en, zh) if en else None)
    return found


def without_weights(
    snapshot: Snapshot, cohorts: tuple[int, ...], wave: int
) -> tuple[int, int, Reason | None]:
    """Respondents and population of these cohorts at a wave, and why there are no weights, if so.

    Weights of some of the cohorts are not enough: the figure would be about others than its label.
    """
    known = weights_of(snapshot)
    if known is None:
        return 0, 0, Reason(NO_SUMMARY)
    n = population = 0
    for cohort in cohorts:
        if (cohort, wave) not in snapshot.info().cohort_waves:
            continue
        at = known.get((cohort, wave))
        if at is None:
            return 0, 0, Reason(NO_SURVEY, (("cohort", cohort), ("wave", wave)))
        if at.reason and len(cohorts) == 1:
            return 0, 0, Reason(NOT_WEIGHTED, (("why", at.reason),))
        if at.reason:
            return 0, 0, Reason(PARTLY, (("cohort", cohort), ("why", at.reason)))
        n, population = n + at.respondents, population + at.population
    return n, population, None if n else Reason(NOBODY)


@remembered
def representativeness(reader: Reader, cohort: int, wave: int) -> pd.DataFrame:
    """Respondents against the register, one row per category, in REPRESENTATIVENESS_COLUMNS.

    Counts are of graduates; shares are fractions; differences are standardised. Empty where there
    was no survey. Categories of the institution as a whole, where enough programmes outside the
    reader's scope stand behind them; programme groups of the reader's scope only.
    """
    if weights_of(reader.snapshot) is None:
        return pd.DataFrame(columns=list(REPRESENTATIVENESS_COLUMNS))
    frame = reader.snapshot.frame(
        "SELECT * FROM meta_weighting WHERE cohort = ? AND wave = ? ORDER BY rowid", [cohort, wave]
    )
    parts = []
    for margin in MARGINS:
        some = frame[frame["margin"] == margin].reset_index(drop=True)
        plain = compared(some["respondents"], some["population"])
        after = compared(some["weighted_after"], some["population"])
        parts.append(
            some.assign(
                response=plain.response,
                population_share=plain.population_share,
                share=plain.share,
                difference=plain.difference,
                weighted_share=some["weighted_after"],
                weighted_difference=after.difference,
            )
        )
    found = pd.concat(parts, ignore_index=True)
    found = found[list(REPRESENTATIVENESS_COLUMNS)]
    told = _within(reader, found) & ~found["margin"].isin(_untold(reader, cohort, wave))
    return found[told].reset_index(drop=True)


def _untold(reader: Reader, cohort: int, wave: int) -> set[str]:
    """Margins of the whole that would give programmes outside the scope away: the whole less the
    reader's own is what few of them are."""
    allowed = allowed_programmes(reader.snapshot.info(), Filters(), reader.scope)
    if allowed is None:
        return set()
    # Comparing programmes rests on measuring them; its rule is asked here and not written twice.
    from yardstick.compare.cover import thin

    rows = reader.snapshot.rows(
        "SELECT programme_id, count(*) FROM mart_graduate_wave "
        "WHERE cohort = ? AND wave = ? GROUP BY ALL",
        [cohort, wave],
    )
    info = reader.snapshot.info()
    levels = dict(zip(info.programme_ids, info.programme_facts["level"], strict=True))
    outside = [(levels.get(i), n) for i, n in rows if i not in allowed]
    people = {
        level: np.array([n for own, n in outside if own == level], dtype=float)
        for level in {own for own, _ in outside}
    }
    if thin(np.array([n for _, n in outside], dtype=float)):
        return {"gender", "level", "registered"}
    # One level withheld alone would be the whole less the others.
    return {"level"} if any(thin(n) for n in people.values()) else set()


def _within(reader: Reader, frame: pd.DataFrame) -> np.ndarray:
    """Which rows the reader may see: programme groups only of schools with allowed programmes."""
    if reader.scope == EVERYTHING:
        return np.ones(len(frame), dtype=bool)
    p = reader.snapshot.info().programmes
    keep = np.ones(len(p), dtype=bool)
    if reader.scope.schools is not None:
        keep &= p["school"].isin(list(reader.scope.schools)).to_numpy()
    if reader.scope.programmes is not None:
        # A group holds more than the programmes of such a reader.
        keep &= False
    # Codes come as categories, which are no texts to be put together.
    groups = set((p["school"].astype(str) + "/" + p["level"].astype(str))[keep])
    return ((frame["margin"] != "programme_group") | frame["category"].isin(groups)).to_numpy()


@remembered
def weighting_report(
    reader: Reader, cohorts: tuple[int, ...] = (), wave: int | None = None
) -> pd.DataFrame:
    """One row per cohort and wave with a survey: the columns of ``meta_weights_summary``.

    ``deff`` and ``n_eff`` are Kish's over all respondents, ``lowest`` and ``highest`` in multiples of
    the mean weight, ``largest_move`` what trimming moved the share of a category at most (a
    fraction). ``reason`` is a sentence in the reader's language where there are no weights.
    """
    if weights_of(reader.snapshot) is None:
        return pd.DataFrame()
    frame = reader.snapshot.frame("SELECT * FROM meta_weights_summary ORDER BY cohort, wave")
    if cohorts:
        frame = frame[frame["cohort"].isin(list(cohorts))]
    if wave is not None:
        frame = frame[frame["wave"] == wave]
    frame = frame.assign(reason=frame[f"reason_{reader.lang}"])
    return frame.drop(columns=["reason_en", "reason_zh"]).reset_index(drop=True)


def category_label(snapshot: Snapshot, margin: str, category: str) -> Bilingual | str:
    """Name of a category of a margin: Bilingual, or a message id for a registered destination."""
    if margin == "registered":
        return REGISTERED.get(category, category)
    if margin == "programme_group":
        school, _, level = category.rpartition("/")
        p = snapshot.info().programmes
        row = p[p["school"] == school].iloc[0]
        en, zh = (code_list("level").label(level, lang) for lang in ("en", "zh"))
        return Bilingual(f"{row['school_en']}, {en}", f"{row['school_zh']}（{zh}）")
    en, zh = snapshot.info().codes.get(margin, {}).get(category, (category, category))
    return Bilingual(en, zh)
