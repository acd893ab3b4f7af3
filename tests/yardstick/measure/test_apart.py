"""Why cohorts are not joined: one sentence for each kind of reason, naming every cohort once."""

from yardstick.measure.apart import apart
from yardstick.measure.breaks import CENSUS_MOVED, CENSUS_UNKNOWN, INSTRUMENT_CHANGED
from yardstick.measure.model import Reason
from yardstick.text import mark, translator

OTHER = Reason(mark("No data in this selection."))


def pair(kind: str, year: int, *values: str) -> Reason:
    told = zip(("previous", "current"), values, strict=False)
    return Reason(kind, (*told, ("previous_cohort", year - 1), ("cohort", year)))


DATES = ["2019-08-31", "2020-09-30", "2021-12-31"]
MOVED = [pair(CENSUS_MOVED, 2020, *DATES[:2]), pair(CENSUS_MOVED, 2021, *DATES[1:])]


def test_several_dates_are_one_sentence_with_every_cohort_once():
    assert apart([*MOVED, OTHER, *MOVED], translator("en")) == [
        "The census dates differ (2019-08-31 for 2019, 2020-09-30 for 2020 and 2021-12-31 for "
        "2021), so the figures are not compared.",
        OTHER(translator("en")),
    ]
    (said,) = apart(MOVED, translator("zh"))
    assert [said.count(day) for day in DATES] == [1, 1, 1]


def test_one_reason_keeps_its_own_sentence_and_kinds_stay_apart():
    source = pair(INSTRUMENT_CHANGED, 2021, "Survey", "Register")
    t = translator("en")
    assert apart([MOVED[0], source], t) == [MOVED[0](t), source(t)]


def test_dates_not_on_record_name_the_cohorts():
    unknown = [pair(CENSUS_UNKNOWN, 2020), pair(CENSUS_UNKNOWN, 2021)]
    (said,) = apart(unknown, translator("en"))
    assert "2019, 2020 and 2021" in said
