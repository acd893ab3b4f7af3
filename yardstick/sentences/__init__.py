"""The sentence that answers a page's question from the numbers, in either language.

Every sentence says what it rests on (how many graduates, of which years, when), says no more than
the interval allows, and describes: none of them explains why something is so.
"""

from yardstick.sentences.changes import (
    VERDICT_SHAPES,
    VERDICT_WORDS,
    changed,
    compared,
    verdict_words,
)
from yardstick.sentences.rates import forks, mainly, rate, within
from yardstick.sentences.told import (
    Estimate,
    Told,
    absent,
    caution,
    few,
    hedge,
    joined,
    seen,
    why,
)
from yardstick.sentences.work import first_job, match, pay, regions

__all__ = [
    "VERDICT_SHAPES",
    "VERDICT_WORDS",
    "Estimate",
    "Told",
    "absent",
    "caution",
    "changed",
    "compared",
    "few",
    "first_job",
    "forks",
    "hedge",
    "joined",
    "mainly",
    "match",
    "pay",
    "rate",
    "regions",
    "seen",
    "verdict_words",
    "why",
    "within",
]
