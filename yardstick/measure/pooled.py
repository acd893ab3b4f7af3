"""pooled(): which cohorts are put together in one figure although they were not observed alike.

A figure over 31 August and 31 December of two cohorts is the rate at no date. It is given, for
sums are asked for, and never without saying so.
"""

from collections.abc import Sequence

from yardstick.catalogue import load_catalogue
from yardstick.measure.apart import apart
from yardstick.measure.breaks import breaks, breaks_of
from yardstick.measure.model import Curve, Distribution, Filters, Measures, Reader, Reason
from yardstick.sentences import joined
from yardstick.text import Translator, mark

POOLED = mark("Several cohorts are put together here although they were not observed alike. {why}")


def pooled(
    reader: Reader, indicators: Sequence[str], filters: Filters | None = None
) -> tuple[Reason, ...]:
    """Why cohorts of the selection may not be compared, each reason once; empty where they may."""
    filters = filters or Filters()
    found = [_within(reader, breaks(reader, i, filters), filters) for i in indicators]
    return tuple(dict.fromkeys(why for some in found for why in some))


def pooled_in(reader: Reader, data: object) -> tuple[Reason, ...]:
    """The same of an answer of the road; empty where it is split by cohort, or is no such answer."""
    if not isinstance(data, Measures | Distribution | Curve) or "cohort" in data.by:
        return ()
    if isinstance(data, Measures):
        return pooled(reader, list(dict.fromkeys(data.frame["indicator"])), data.filters)
    column = data.column if isinstance(data, Distribution) else None
    column = column or load_catalogue()[data.indicator].column  # type: ignore[union-attr]
    return tuple(_within(reader, breaks_of(reader, column, data.wave), data.filters))


def pooled_words(reasons: Sequence[Reason], t: Translator) -> str:
    """The reasons as a note; empty where there are none."""
    return t(POOLED, why=joined(apart(reasons, t), t)) if reasons else ""


def _within(reader: Reader, found: dict[int, Reason], filters: Filters) -> list[Reason]:
    """The breaks between the first and the last of the cohorts chosen."""
    chosen = filters.cohorts or reader.snapshot.info().cohorts
    return [why for c, why in found.items() if min(chosen) < c <= max(chosen)]
