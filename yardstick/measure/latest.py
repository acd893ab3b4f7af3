"""Which cohort is shown where the reader names none: one cohort, never all of them pooled."""

from collections.abc import Sequence

from yardstick.catalogue import load_catalogue
from yardstick.measure.cells import allowed_programmes
from yardstick.measure.model import Filters, Reader
from yardstick.measure.remember import remembered


@remembered
def latest_cohort(
    reader: Reader, filters: Filters | None = None, indicators: Sequence[str] = ()
) -> int | None:
    """The latest cohort that has graduates of the selection, and was observed at its wave.

    With ``indicators`` the cohort that can show most of them comes first: a page that sets
    standards side by side needs one cohort that has come far enough for all. None where no cohort
    fits; filters of cohorts are not looked at.
    """
    filters = filters or Filters()
    info = reader.snapshot.info()
    programmes = info.programmes
    allowed = allowed_programmes(info, filters, reader.scope)
    if allowed is not None:
        programmes = programmes[programmes["programme_id"].isin(allowed)]
    spans = list(zip(programmes["cohort_from"], programmes["cohort_to"], strict=True))
    fitting = [
        c
        for c in info.cohorts
        if (filters.wave is None or (c, filters.wave) in info.cohort_waves)
        and any(first <= c <= last for first, last in spans)
    ]
    return max(fitting, key=lambda c: (_shown(reader, c, indicators), c), default=None)


def _shown(reader: Reader, cohort: int, indicators: Sequence[str]) -> int:
    """How many of the indicators have something to say of this cohort."""
    catalogue, presence = load_catalogue(), reader.snapshot.info().presence
    return sum(
        any(
            at == cohort
            and n > 0
            and (i.window is None or wave is None or i.window.first <= wave <= i.window.last)
            for (at, wave), n in presence.get(i.column, {}).items()
        )
        for i in (catalogue[x] for x in indicators)
    )
