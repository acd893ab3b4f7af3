"""Short answers to the open questions of the alumni survey, put together from a list of phrases.

The phrases were written for the demonstration. Some hold what should never be shown (a telephone
number, an address, a teacher's invented name), so that there is something to take out.
"""

import csv
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa

from pipelines.demo import truths
from pipelines.demo.columns import coded
from pipelines.demo.programmes import Programme
from pipelines.demo.work import pick

TABLE = Path(__file__).with_name("remarks.csv")
#: Teachers that the phrases name; nobody bears these names.
STAFF = ("样例明", "Sam Sample")
LANGUAGES = ("zh", "en")
#: Share of respondents who write anything, and of those who say a second thing.
WRITES = {"BEST": 0.15, "IMPROVE": 0.22}
SECOND = 0.3
#: How much likelier a phrase is on a competence that the programme lacks, and on one it does not.
LACKING, NOT_LACKING = 8.0, 0.5


@cache
def _phrases(item: str) -> tuple[dict[str, str], ...]:
    with TABLE.open(encoding="utf-8", newline="") as f:
        return tuple(r for r in csv.DictReader(f) if r["item"] == item)


def _weights(catalogue: list[Programme], item: str) -> np.ndarray:
    """How likely each phrase is, by programme."""
    lacking = {g.programme: g.competences for g in truths.COMPETENCE_GAPS}

    def one(code: str, competence: str) -> float:
        if not competence or item != "IMPROVE":
            return 1.0
        return LACKING if competence in lacking.get(code, ()) else NOT_LACKING

    return np.array([[one(p.code, r["competence"]) for r in _phrases(item)] for p in catalogue])


@cache
def _texts(item: str) -> tuple[str, ...]:
    """Every text in both languages: phrase ``i``, then phrase ``j`` unless it is the same."""
    found = []
    for language, join, stop in zip(LANGUAGES, ("；", ". "), ("。", ""), strict=True):
        said = [r[language] for r in _phrases(item)]
        found += [a + (join + b if a != b else "") + stop for a in said for b in said]
    return tuple(found)


def write(
    rng: np.random.Generator,
    catalogue: list[Programme],
    programme: np.ndarray,
    english: np.ndarray,
    item: str,
) -> pa.Array:
    """The answers to one open question; null where nothing was written."""
    weights = _weights(catalogue, item)
    many = weights.shape[1]
    first = pick(rng, weights, programme)
    other = np.where(rng.random(len(first)) < SECOND, pick(rng, weights, programme), first)
    text = (english * many + first) * many + other
    return coded(text, _texts(item), rng.random(len(first)) < WRITES[item])
