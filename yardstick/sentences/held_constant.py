"""What a comparison with like graduates does not hold constant, and what pooling does to it."""

from collections.abc import Sequence

from yardstick.measure.apart import apart
from yardstick.measure.model import Reason
from yardstick.sentences.told import joined
from yardstick.text import Translator, mark

#: Factors that stand for what was studied.
FIELDS = frozenset({"category", "class"})
_NO_FIELD = mark(
    "Disciplines are not held constant: what is flagged may be a difference between disciplines "
    "rather than between programmes of one."
)
_SAME_COHORT = mark(
    "Each graduate is compared with graduates of the same cohort only, so dates that differ between "
    "cohorts do not enter a difference. The levels beside it put the cohorts together and are not "
    "to be read by themselves."
)


def not_held(factors: Sequence[str], t: Translator) -> str:
    """That the field of study is not among ``factors``; empty where it is."""
    return "" if FIELDS & set(factors) else t(_NO_FIELD)


def same_cohort(t: Translator) -> str:
    """Why a comparison over cohorts that were not observed alike is legitimate all the same."""
    return t(_SAME_COHORT)


def pooled_comparison(reasons: Sequence[Reason], t: Translator) -> str:
    """Why the cohorts of comparisons were not observed alike, and why that does not enter them."""
    if not reasons:
        return ""
    return joined([*apart(reasons, t), t(_SAME_COHORT)], t)
