"""Which outcomes a profile tells of: a rate of destinations, and one figure of each other family."""

from ui.address import current
from ui.employment.rules import DEFAULT, FIRST_2024, headlines
from ui.page import Page
from yardstick.catalogue import Indicator, load_catalogue

#: Beside the rate of destinations: level of the work, pay, match, satisfaction, waiting time, study.
OTHERS = (
    "hesa.highly_skilled",
    "pay.median",
    "match.both",
    "satisfaction.job",
    "time.first_job",
    "mix.study",
)


def asked() -> list[str]:
    """Indicators a profile compares, by which the frame chooses the cohort shown."""
    return [natural(current().standard, None).id, *OTHERS]


def outcomes(p: Page) -> list[Indicator]:
    """The rate under the filter's standard, in the version of the latest cohort, and the others."""
    catalogue = load_catalogue()
    latest = max(p.filters.cohorts or p.reader.snapshot.info().cohorts, default=None)
    rate = natural(p.view.standard, latest)
    return [rate, *(catalogue[i] for i in OTHERS if i != rate.id)]


def natural(standard: str | None, latest: int | None) -> Indicator:
    """The headline rate of a standard in the version the latest cohort came under."""
    found = list((headlines(standard) if standard else {}).values()) or list(
        headlines(DEFAULT).values()
    )
    return found[0] if latest is not None and latest < FIRST_2024 else found[-1]
