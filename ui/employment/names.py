"""Items of names or codes ranked by size: industries, employers, institutions, countries."""

from collections.abc import Callable

import pandas as pd

from ui.distributions import distribution_table, there, why_not
from ui.item import item
from ui.page import Page
from ui.telling import told
from yardstick.figures.bars import bars
from yardstick.measure import distribution
from yardstick.measure.model import REST, Distribution
from yardstick.sentences import concentration

STRONG = 3


def ranked(
    p: Page,
    key: str,
    column: str,
    *,
    question: str,
    heading: str,
    plural: str,
    share_of: str,
    label: Callable[[object], str],
    rest: Callable[[Distribution], str] | None = None,
    top: int = 15,
    caveats: tuple[str, ...] = (),
) -> str:
    """Show one ranking and return its sentence. ``plural`` names what is ranked."""
    spread = distribution(p.reader, column, (), p.filters, top=top)

    def name(code: object) -> str:
        if code == REST:
            return rest(spread) if rest else p.t("All others")
        return label(code)

    if not there(spread):
        nothing = why_not(p, spread)
        item(p, key, question, nothing, pd.DataFrame())
        return nothing.alt
    named = spread.frame[spread.frame["code"] != REST]
    largest = named.nlargest(STRONG, "n")
    about = told(p, spread.wave)
    said = concentration(
        plural,
        [name(c) for c in largest["code"]],
        spread.counts,
        about,
        p.t,
    )
    item(
        p,
        key,
        question,
        bars(
            spread.frame,
            column,
            lambda _, code: name(code),
            p.t,
            title=share_of,
            strong=tuple(largest["code"]),
            rest=(REST,),
        ),
        distribution_table(p, spread.frame, heading, name),
        data=spread,
        note=said,
        caveats=caveats,
    )
    return said


def folded(spread: Distribution) -> int:
    """How many names the remainder stands for."""
    rest = spread.frame[spread.frame["code"] == REST]
    return int(rest["names"].sum()) if len(rest) else 0
