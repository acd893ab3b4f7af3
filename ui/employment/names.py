"""Items of names or codes ranked by size: industries, employers, institutions, countries."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from ui.distributions import distribution_table, there, why_not
from ui.employment.coverage import possible
from ui.employment.topics import Topic
from ui.item import item
from ui.page import Page
from ui.telling import told
from yardstick.catalogue import load_catalogue
from yardstick.concentration import concentration, equal_sized, recorded, too_few
from yardstick.figures.bars import bars
from yardstick.measure import distribution
from yardstick.measure.labels import name_label
from yardstick.measure.model import REST, Distribution
from yardstick.records import records
from yardstick.wording import missing, whole

STRONG = 3


@dataclass(frozen=True)
class Completion:
    """What is known of those who have no name on record, added to the ranking as a row of its own.

    ``add`` gives the spread with that row (the same object where there is none to add) from the
    spread and how many could be on record; ``code`` and ``label`` are the row's, ``whom`` says whose
    shares they are then.
    """

    add: Callable[[Distribution, int | None], Distribution]
    code: str
    label: str
    whom: str


def ranked(
    p: Page,
    topic: Topic,
    *,
    completion: Completion | None = None,
    top: int = 15,
    caveats: tuple[str, ...] = (),
    leads: bool = False,
) -> tuple[str, bool]:
    """Show one ranking; return its sentence, and whether there was anything to rank.

    ``caveats`` stand after the topic's own. A ranking that ``leads`` its section has its sentence
    above and does not repeat it.
    """
    t, spread = p.t, distribution(p.reader, topic.column, (), p.filters, top=top)

    def name(code: object) -> str:
        if code == REST:
            return t(topic.rest, n=whole(_folded(spread)))
        if completion and code == completion.code:
            return completion.label
        return _label(p, topic.column, code)

    question, plural, whom = t(topic.question), t(topic.plural), t(topic.whom)
    if not there(spread):
        nothing = why_not(p, spread)
        item(p, topic.key, question, nothing, pd.DataFrame())
        return nothing.alt, False
    of = possible(p, spread, topic.group)
    named = [r for r in records(spread.frame) if r["code"] != REST and not missing(r["n"])]
    largest = [r["code"] for r in sorted(named, key=lambda r: -r["n"])[:STRONG]]
    names = [name(c) for c in largest]
    said = concentration(
        plural,
        topic.several,
        names,
        spread.counts,
        told(p, spread.wave),
        t,
        whom=whom,
        of=of,
        least=p.reader.profile.percent_base,
    )
    shown = completion.add(spread, of) if completion else spread
    if completion and shown is not spread:
        whom = completion.whom
    notes = [t(c, n=p.reader.profile.named_employer_base) for c in topic.caveats]
    item(
        p,
        topic.key,
        question,
        bars(
            shown.frame,
            topic.column,
            lambda _, code: name(code),
            t,
            title=t("Share of {whom}", whom=whom),
            # Those the sentence names; where it says nothing of them, all look alike.
            strong=() if too_few(sum(spread.counts), of) else tuple(largest),
            rest=(REST,),
        ),
        distribution_table(p, shown.frame, t(topic.heading), name),
        data=shown,
        note=recorded(sum(spread.counts), of, t) if leads else said,
        caveats=[
            c for c in (equal_sized(topic.several, spread.counts, t, of), *notes, *caveats) if c
        ],
    )
    return said, True


def _label(p: Page, column: str, code: object) -> str:
    """The label of a code, or a name as the data have it: what the catalogue says of the column."""
    about = load_catalogue().columns[column]
    if about.codes:
        return p.label(about.codes, code)
    return name_label(p.reader, about.labels, code)


def _folded(spread: Distribution) -> int:
    """How many names the remainder stands for."""
    pairs = zip(spread.frame["code"].tolist(), spread.frame["names"].tolist(), strict=True)
    return int(sum(n for code, n in pairs if code == REST))
