"""breaks(): the cohorts before which a series over cohorts may not be joined, with the reason."""

from datetime import date
from itertools import pairwise

from yardstick.catalogue import load_catalogue
from yardstick.measure.model import Filters, Reader, Reason
from yardstick.measure.remember import remembered
from yardstick.measure.waves import wave_for
from yardstick.text import mark

#: Census dates this many days apart are the same census (31 August and 1 September).
SAME_CENSUS_DAYS = 7
#: What only people can tell: such columns come from a survey wherever there is one, and the census
#: day of the register says nothing about them.
ASKED = frozenset(
    f"outcomes.{name}"
    for name in (
        "work_hours",
        "seeking",
        "main_activity",
        "pay_monthly",
        "months_to_first_job",
        "field_match",
        "level_match",
        "job_satisfaction",
    )
)
SURVEY = "survey"
#: The source that is read on one day for everybody; surveys have no such day.
REGISTER = "registry"

CENSUS_MOVED = mark(
    "The census dates differ ({previous} for {previous_cohort}, {current} for {cohort}), "
    "so the figures are not compared."
)
CENSUS_UNKNOWN = mark(
    "The census date of the register is not on record for {cohort} or {previous_cohort}, "
    "so it is not known whether the figures can be compared."
)
INSTRUMENT_CHANGED = mark(
    "The main source differs ({previous} for {previous_cohort}, {current} for {cohort}), "
    "so the figures are not compared."
)


@remembered
def breaks(reader: Reader, indicator: str, filters: Filters | None = None) -> dict[int, Reason]:
    """Cohort -> why it is not joined to the one before it, at the indicator's wave."""
    i = load_catalogue()[indicator]
    column = load_catalogue().columns[i.column]
    return breaks_of(reader, i.column, wave_for(reader.snapshot, column, i, filters or Filters()))


def breaks_of(reader: Reader, column: str, wave: int | None) -> dict[int, Reason]:
    """The same of a column at a wave."""
    info = reader.snapshot.info()
    known = [c for c in info.cohorts if wave is None or (c, wave) in info.cohort_waves]
    found = {}
    for previous, current in pairwise(known):
        if why := break_between(reader, previous, current, wave, column):
            found[current] = why
    return found


def break_between(
    reader: Reader, previous: int, current: int, wave: int | None, column: str
) -> Reason | None:
    """Why the two cohorts may not be compared, if they may not: census date or main source."""
    if wave is None:
        return None
    info = reader.snapshot.info()
    sides = [info.census.get((c, wave), ()) for c in (previous, current)]
    if not all(sides):
        return None
    if ASKED & set(load_catalogue().columns[column].needs):
        answers = [[s for s in side if s[0] == SURVEY] for side in sides]
        sides = [a or list(s) for a, s in zip(answers, sides, strict=True)]
    (first, *_), (second, *_) = sides
    about = (("previous_cohort", previous), ("cohort", current))
    if first[0] != second[0]:
        names = [reader.snapshot.label("source", s[0], reader.lang) for s in (first, second)]
        return Reason(INSTRUMENT_CHANGED, (("previous", names[0]), ("current", names[1]), *about))
    if first[0] == REGISTER and not (first[1] and second[1]):
        return Reason(CENSUS_UNKNOWN, about)
    if first[1] and second[1] and not _same_census(first[1], second[1], current - previous):
        dates = (("previous", first[1].isoformat()), ("current", second[1].isoformat()))
        return Reason(CENSUS_MOVED, (*dates, *about))
    return None


def _same_census(previous: date, current: date, years: int) -> bool:
    """Whether two census dates are the same day of their cohorts, give or take a week."""
    leap = previous.month == 2 and previous.day == 29
    expected = previous.replace(year=previous.year + years, day=28 if leap else previous.day)
    return abs((current - expected).days) <= SAME_CENSUS_DAYS
