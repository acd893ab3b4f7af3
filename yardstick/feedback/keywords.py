"""What a programme's comments say more than those of the others, as far as a reader may know it.

The others are everybody else of the institution. Whoever may not see all of it knows their own
programmes, and could take them off: so nothing is told where fewer than three programmes outside
stand behind a comparison, or mostly one (:mod:`yardstick.compare.cover`).
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from yardstick.comments.keywords import FEWEST, FEWEST_PEOPLE
from yardstick.compare.cover import thin
from yardstick.measure import EVERYTHING, Filters, Reader, Reason
from yardstick.measure.keywords import stored_keywords
from yardstick.measure.visible import visible_programmes
from yardstick.text import mark

COLUMNS = (
    *("programme", "language", "word", "users", "people", "users_others", "people_others"),
    *("times", "at_least", "g2", "q_value"),
)
NOT_STORED = mark("This build holds no comparison of words. The next one will.")
NOBODY = mark("Nobody of these programmes commented on this question.")
TOO_FEW = mark(
    "Words are compared where at least {n} people of a programme and {n} others commented in the "
    "same language; that is so for no programme of this selection."
)
OUTSIDE = mark(
    "Words are compared with everybody else of the institution. Outside of what you may see too few "
    "programmes stand behind that, so it is not released."
)
NOTHING = mark("No word stands out beyond chance.")


@dataclass(frozen=True)
class Sayings:
    """Words that stand out, the clearest first: the columns COLUMNS, one row per word.

    ``users`` of ``people`` of the programme use the word, ``users_others`` of ``people_others``
    elsewhere (missing where they are fewer than FEWEST, none included); ``times`` is how many times
    as often, or at least so many where ``at_least``. ``compared`` are the programmes and languages
    that were compared; ``reason`` why there is no row.
    """

    frame: pd.DataFrame
    compared: tuple[tuple[str, str], ...]
    reason: Reason | None = None


def sayings(reader: Reader, item: str, wave: int, filters: Filters | None = None) -> Sayings:
    """Words of the programmes the filters admit; other filters do not choose among comments."""
    found = stored_keywords(reader.snapshot, item, wave)
    if found is None:
        return _none(Reason(NOT_STORED))
    words, bases = found
    cohorts = reader.snapshot.info().cohorts
    known = [None if pd.isna(p) else str(p) for p in bases["programme"]]
    may_see = _flags(reader, Filters(), known, cohorts)
    asked = may_see & _flags(reader, filters or Filters(), known, cohorts)
    if not asked.any():
        return _none(Reason(NOBODY))
    people = bases["people"].to_numpy(dtype=float)
    enough, released = np.zeros(len(bases), bool), np.zeros(len(bases), bool)
    for language in bases["language"].unique():
        at = (bases["language"] == language).to_numpy()
        others = people[at].sum() - people
        enough |= at & (people >= FEWEST_PEOPLE) & (others >= FEWEST_PEOPLE)
        outside = at & ~may_see if reader.scope != EVERYTHING else np.zeros_like(at)
        released |= at & ~thin(np.where(outside, people, 0.0))
    if not (asked & enough).any():
        return _none(Reason(TOO_FEW, (("n", FEWEST_PEOPLE),)))
    told = asked & enough & released
    if not told.any():
        return _none(Reason(OUTSIDE))
    pairs = [(p, g) for p, g, ok in zip(known, bases["language"], told, strict=True) if ok and p]
    own = pd.Series(list(zip(words["programme"], words["language"], strict=True)), dtype=object)
    rows = words[own.isin(pairs).to_numpy(dtype=bool)].reset_index(drop=True)
    return Sayings(_frame(rows), tuple(pairs), None if len(rows) else Reason(NOTHING))


def _none(reason: Reason) -> Sayings:
    return Sayings(pd.DataFrame({c: [] for c in COLUMNS}), (), reason)


def _flags(
    reader: Reader, filters: Filters, programmes: list[str | None], cohorts: tuple[int, ...]
) -> np.ndarray:
    """Which programmes scope and filters admit; people without a programme belong to none."""
    chosen = filters.with_(cohorts=(), genders=(), wave=None)
    admitted = visible_programmes(reader, chosen, [p or "" for p in programmes], cohorts)
    return admitted & np.array([p is not None for p in programmes], dtype=bool)


def _frame(rows: pd.DataFrame) -> pd.DataFrame:
    """What is told of each word. A few people elsewhere are not counted, whether some or none."""
    few = (rows["users_others"] < FEWEST).to_numpy()
    others = np.where(few, np.nan, rows["users_others"].to_numpy(dtype=float))
    # Of a few, the most there could be: so many times as often at least.
    most = np.where(few, FEWEST - 1, others)
    share = rows["users"].to_numpy(dtype=float) / rows["people"].to_numpy(dtype=float)
    times = share / (most / rows["people_others"].to_numpy(dtype=float))
    made = rows[["programme", "language", "word", "users", "people"]].copy()
    made["users_others"], made["people_others"] = others, rows["people_others"].to_numpy()
    made["times"], made["at_least"] = times, few
    # The clearest first; the measure itself would give the few away.
    made["g2"] = np.where(few, np.nan, rows["g2"].to_numpy(dtype=float))
    made["q_value"] = np.where(few, np.nan, rows["q_value"].to_numpy(dtype=float))
    return made
