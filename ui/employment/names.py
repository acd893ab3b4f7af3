"""Items of names or codes ranked by size: industries, employers, institutions, countries."""

from collections.abc import Callable

import pandas as pd

from ui.distributions import distribution_table, there, why_not
from ui.employment.coverage import possible
from ui.item import item
from ui.page import Page
from ui.telling import told
from yardstick.concentration import concentration, equal_sized, recorded, too_few
from yardstick.figures.bars import bars
from yardstick.measure import distribution
from yardstick.measure.model import REST, Distribution

STRONG = 3


def ranked(
    p: Page,
    key: str,
    column: str,
    *,
    group: str,
    question: str,
    heading: str,
    plural: str,
    whom: str,
    whom_completed: str = "",
    label: Callable[[object], str],
    rest: Callable[[Distribution], str] | None = None,
    complete: Callable[[Distribution, int | None], Distribution] | None = None,
    top: int = 15,
    caveats: tuple[str, ...] = (),
    leads: bool = False,
) -> tuple[str, bool]:
    """Show one ranking; return its sentence, and whether there was anything to rank.

    ``group`` is the group of destinations it can be on record for, ``plural`` names what is ranked,
    ``whom`` those who have one. ``complete`` may add what is known of those who have none, which makes the
    shares those of ``whom_completed``. A ranking that ``leads`` its section has its sentence above and does not repeat it.
    """
    t, spread = p.t, distribution(p.reader, column, (), p.filters, top=top)

    def name(code: object) -> str:
        if code == REST:
            return rest(spread) if rest else t("All others")
        return label(code)

    if not there(spread):
        nothing = why_not(p, spread)
        item(p, key, question, nothing, pd.DataFrame())
        return nothing.alt, False
    of = possible(p, spread, group)
    largest = spread.frame[spread.frame["code"] != REST].nlargest(STRONG, "n")
    names = [name(c) for c in largest["code"]]
    said = concentration(plural, names, spread.counts, told(p, spread.wave), t, whom=whom, of=of)
    shown = complete(spread, of) if complete else spread
    item(
        p,
        key,
        question,
        bars(
            shown.frame,
            column,
            lambda _, code: name(code),
            t,
            title=t("Share of {whom}", whom=whom if shown is spread else whom_completed),
            # Those the sentence names; where it says nothing of them, all look alike.
            strong=() if too_few(sum(spread.counts), of) else tuple(largest["code"]),
            rest=(REST,),
        ),
        distribution_table(p, shown.frame, heading, name),
        data=shown,
        note=recorded(sum(spread.counts), of, t) if leads else said,
        caveats=[c for c in (equal_sized(plural, spread.counts, t, of), *caveats) if c],
    )
    return said, True


def folded(spread: Distribution) -> int:
    """How many names the remainder stands for."""
    rest = spread.frame[spread.frame["code"] == REST]
    return int(rest["names"].sum()) if len(rest) else 0
