"""What the headings of a downloaded table mean, for its sheet of definitions."""

from collections.abc import Iterable

from yardstick.export.standings import MEANINGS as OF_STANDINGS
from yardstick.export.table import (
    DIFFERENCE,
    DIFFERENCE_HIGH,
    DIFFERENCE_LOW,
    DIFFERENCE_UNIT,
    EARLIER,
    EARLIER_BASE,
    EFFECTIVE_BASE,
    HEADINGS,
    INTERVAL,
    STANDARD_ERROR,
    THRESHOLD,
)
from yardstick.text import Translator, mark

MEANINGS: dict[str, str] = {
    mark("Value"): mark("The figure itself; empty where there is none, and the mark says why."),
    mark("Mark"): mark(
        "The symbol of the status; empty where the figure is shown without reserve."
    ),
    mark("Lower limit"): mark("Lower end of the interval or, in a row of bounds, the lower bound."),
    mark("Upper limit"): mark("Upper end of the interval or, in a row of bounds, the upper bound."),
    mark("Confidence"): mark("Level of the interval; empty where there is none."),
    mark("Unit"): mark("Unit of the value and its limits; a share of 0.5 is 50%."),
    mark("Counted"): mark("Graduates who count as a success (the numerator)."),
    mark("Base"): mark("Graduates the figure is computed on (the denominator)."),
    mark("All graduates"): mark("All graduates of the selection, also those outside the base."),
    mark("Method"): mark("How the figure was made: a full count, an estimate, or bounds."),
    INTERVAL: mark("How the limits were made."),
    EFFECTIVE_BASE: mark(
        "Size of an equally weighted sample from an unlimited population that would be as precise; "
        "of a weighted figure Kish's, before any finite population correction."
    ),
    STANDARD_ERROR: mark(
        "Linearised standard error of a weighted share, with finite population correction where "
        "the interval has it."
    ),
    mark("Status"): mark("Whether the figure is shown, and if not why, in words."),
    mark("Reason"): mark("Why there is no figure or no comparison."),
    mark("Indicator"): mark("The figure by its name in the catalogue."),
    mark("Indicator, id"): mark("The same as a stable code, for joining files."),
    mark("Months after graduation"): mark("The time of observation the figure is about."),
    mark("Graduates in the source"): mark(
        "The graduates the source holds for the selection, also those outside the base."
    ),
    mark("Earlier cohort"): mark("The cohort the figure is compared with."),
    EARLIER: mark("The figure of the cohort before."),
    EARLIER_BASE: mark("The base of the cohort before."),
    DIFFERENCE: mark("Value minus earlier value; for shares in percentage points."),
    DIFFERENCE_LOW: mark("Lower end of the interval of the difference."),
    DIFFERENCE_HIGH: mark("Upper end of the interval of the difference."),
    THRESHOLD: mark("Smallest difference that is reported as a change, in the same unit."),
    DIFFERENCE_UNIT: mark("Unit of the difference, of its limits and of the threshold."),
    mark("Verdict"): mark(
        "A change is reported only where the interval of the difference excludes zero and the "
        "difference reaches the threshold."
    ),
    HEADINGS["code"]: mark("The code of the distribution the row counts, in words."),
    HEADINGS["n"]: mark("Graduates counted in the row."),
    HEADINGS["share"]: mark("Graduates of the row, divided by the base."),
    HEADINGS["names"]: mark("How many codes or names the row holds: more than one in a remainder."),
    HEADINGS["time"]: mark("Months since graduation."),
    HEADINGS["at_risk"]: mark("Graduates who were still waiting and still observed before then."),
    HEADINGS["events"]: mark("Graduates who found their first job in that month."),
    HEADINGS["value"]: mark("Estimated share still waiting after that month (Kaplan-Meier)."),
    HEADINGS["origin"]: mark("Region the graduates came from."),
    HEADINGS["work"]: mark("Region the graduates work in."),
    **OF_STANDINGS,
}


def explained(headings: Iterable[object], t: Translator) -> list[tuple[str, str]]:
    """Heading and meaning of the columns that occur, in their order."""
    known = {t(heading): t(meaning) for heading, meaning in MEANINGS.items()}
    return [(str(h), known[str(h)]) for h in headings if str(h) in known]
