"""For how many graduates something could be on record at all: those in work, or in further study."""

from ui.page import Page
from yardstick.codes import code_list
from yardstick.measure import distribution
from yardstick.measure.model import VISIBLE, Distribution


def by_destination(p: Page, spread: Distribution) -> dict[str, int]:
    """Graduates of the same selection and time by destination code; empty where not shown."""
    if spread.wave is None:
        return {}
    found = distribution(p.reader, "destination", (), p.filters.with_(wave=spread.wave))
    if found.status not in VISIBLE or found.frame.empty:
        return {}
    return {str(c): int(n) for c, n in zip(found.frame["code"], found.frame["n"], strict=True)}


def possible(p: Page, spread: Distribution, group: str) -> int | None:
    """How many are in ``group`` (``employed`` or ``study``) by their destination."""
    codes = {c.code for c in code_list("destination") if c.extra["group"] == group}
    return sum(n for c, n in by_destination(p, spread).items() if c in codes) or None
