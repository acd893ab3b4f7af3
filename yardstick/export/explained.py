"""What the headings of a downloaded table mean, for its sheet of definitions."""

from collections.abc import Iterable

from yardstick.export.table import DIFFERENCE, EARLIER, EARLIER_BASE, THRESHOLD
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
    mark("Status"): mark("Whether the figure is shown, and if not why, in words."),
    mark("Reason"): mark("Why there is no figure or no comparison."),
    EARLIER: mark("The figure of the cohort before."),
    EARLIER_BASE: mark("The base of the cohort before."),
    DIFFERENCE: mark("Value minus earlier value; for shares 0.01 is one percentage point."),
    THRESHOLD: mark("Smallest difference that is reported as a change, in the unit of the value."),
    mark("Verdict"): mark(
        "A change is reported only where the interval of the difference excludes zero and the "
        "difference reaches the threshold."
    ),
}


def explained(headings: Iterable[object], t: Translator) -> list[tuple[str, str]]:
    """Heading and meaning of the columns that occur, in their order."""
    known = {t(heading): t(meaning) for heading, meaning in MEANINGS.items()}
    return [(str(h), known[str(h)]) for h in headings if str(h) in known]
